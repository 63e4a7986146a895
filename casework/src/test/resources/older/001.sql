-- What a casebook of version 1 held: a shop, a body with its code, a host that nobody stands for.
INSERT INTO run (id, started_at, ended_at, summary) VALUES ('R1', 1764547200000, 1764550800000, '{"pages":3}');
INSERT INTO subject (kind, name, credit_code, platform, first_seen) VALUES ('BODY', '海棠职业培训学校', '91370200MA3HTXX01X', NULL, 1764547200000);
INSERT INTO subject (kind, name, credit_code, platform, first_seen) VALUES ('SHOP', '镕信教育专营店', NULL, '流云商城', 1764547200000);
INSERT INTO subject (kind, name, credit_code, platform, first_seen) VALUES ('HOST', 'kz.example', NULL, NULL, 1764547200000);
INSERT INTO subject_key (key, subject_id, shared) SELECT 'code:91370200MA3HTXX01X', id, 0 FROM subject WHERE kind = 'BODY';
INSERT INTO subject_key (key, subject_id, shared) SELECT 'name:海棠职业培训学校', id, 1 FROM subject WHERE kind = 'BODY';
INSERT INTO subject_key (key, subject_id, shared) SELECT 'host:kz.example', id, 0 FROM subject WHERE kind = 'HOST';
INSERT INTO page_outcome (run_id, capture_id, url, host, title, at, outcome, kind, subject_id, status, filing, promoter, platform, seller, rules, failures)
  SELECT 'R1', 'c1', 'https://px.example/1', 'px.example', '招生简章🔥', 1764547201000, 'HIGH_RISK', 'COURSE', id, 'UNAPPROVED', NULL, '{}', NULL, NULL, '["guarantee"]', '[]' FROM subject WHERE kind = 'BODY';
INSERT INTO page_outcome (run_id, capture_id, url, host, title, at, outcome, kind, subject_id, status, filing, promoter, platform, seller, rules, failures)
  SELECT 'R1', 'c2', 'https://shop.example/2', 'shop.example', '证书代办', 1764547202000, 'REVIEW', 'COURSE', id, 'FILED', 'SKILL_LEVEL_ASSESSMENT', '{}', '流云商城', '镕信教育专营店', '["guarantee"]', '["x"]' FROM subject WHERE kind = 'SHOP';
INSERT INTO case_file (id, year, number, subject_id, state, opened_at, because, merged_into)
  SELECT '2025-000001', 2025, 1, id, 'CONFIRMED', 1764547201000, '发现高风险候选问题', NULL FROM subject WHERE kind = 'BODY';
INSERT INTO case_file (id, year, number, subject_id, state, opened_at, because, merged_into)
  SELECT '2025-000002', 2025, 2, id, 'MERGED', 1764547201000, '同一主体', '2025-000001' FROM subject WHERE kind = 'BODY';
INSERT INTO case_file (id, year, number, subject_id, state, opened_at, because, merged_into)
  SELECT '2025-000003', 2025, 3, id, 'CANDIDATE', 1764547201000, '发现高风险候选问题', NULL FROM subject WHERE kind = 'SHOP';
INSERT INTO finding (fingerprint, url, host, title, rule_id, severity, outcome, occurrences, present, state, subject_id, case_id, first_seen, last_seen, last_capture, hit, promoter)
  SELECT 'f1', 'https://px.example/1', 'px.example', '招生简章🔥', 'guarantee', 'HIGH', 'HIGH_RISK', 2, 1, 'CANDIDATE', id, '2025-000001', 1764547201000, 1764547201000, 'c1', '{"certificate":{"standing":"COPYCAT"}}', '{}' FROM subject WHERE kind = 'BODY';
INSERT INTO finding (fingerprint, url, host, title, rule_id, severity, outcome, occurrences, present, state, subject_id, case_id, first_seen, last_seen, last_capture, hit, promoter)
  SELECT 'f2', 'https://shop.example/2', 'shop.example', '证书代办', 'guarantee', 'MEDIUM', 'REVIEW', 1, 0, 'CANDIDATE', id, NULL, 1764547202000, 1764547202000, 'c2', '{"certificate":null}', '{}' FROM subject WHERE kind = 'SHOP';
INSERT INTO finding_change (run_id, capture_id, fingerprint, kind, at) VALUES ('R1', 'c1', 'f1', 'NEW', 1764547201000);
INSERT INTO finding_change (run_id, capture_id, fingerprint, kind, at) VALUES ('R1', 'c2', 'f2', 'RESOLVED', 1764547202000);
INSERT INTO decision (fingerprint, state, officer, reason, at) VALUES ('f1', 'CONFIRMED', '甲', '属实', 1764547300000);
INSERT INTO decision (fingerprint, state, officer, reason, at) VALUES ('f2', 'DISMISSED', '甲', '公益讲座', 1764547300000);
UPDATE finding SET state = 'CONFIRMED' WHERE fingerprint = 'f1';
UPDATE finding SET state = 'DISMISSED' WHERE fingerprint = 'f2';
INSERT INTO evidence (id, case_id, capture_id, file, sealed_at, manifest_sha256, manifest_sm3) VALUES
  ('EV-20251201-000001', '2025-000001', 'c1', 'evidence/2025-000001/EV-20251201-000001.zip', 1764547400000,
   'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
INSERT INTO counter (kind, period, last) VALUES ('case', '2025', 3);
INSERT INTO counter (kind, period, last) VALUES ('evidence', '20251201', 1);
