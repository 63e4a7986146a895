-- A letter that went from hand to hand until it was sealed.
INSERT INTO notice (id, kind, scope, issuer, issuer_kind, issuer_level, recipient, state, version, drafter, created_at, reply_by, content, content_hash, reply_token) VALUES
  ('N2025-000002', 'COMPLIANCE_PROMPT', 'SINGLE', '海棠市人力资源和社会保障局', 'LABOUR', 'CITY', '流云商城', '草稿', 1, '镕堃喆（370201）', 1764547600000, '2025-12-15', '{}',
   'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', 'token-2');
INSERT INTO notice_version (notice_id, version, author, author_number, content, content_hash, why, at) VALUES
  ('N2025-000002', 1, '镕堃喆（370201）', '370201', '{}', 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', '', 1764547600000);
INSERT INTO notice_case (notice_id, case_id) VALUES ('N2025-000002', '2025-000003');
INSERT INTO notice_finding (notice_id, fingerprint) VALUES ('N2025-000002', 'f2');
UPDATE notice SET state = '待复核' WHERE id = 'N2025-000002';
INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'REVIEW', 'PASS', '370202', '', 1764547700000 FROM notice WHERE id = 'N2025-000002';
UPDATE notice SET state = '待签发' WHERE id = 'N2025-000002';
INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'SIGN', 'PASS', '370202', '', 1764547700000 FROM notice WHERE id = 'N2025-000002';
INSERT INTO document_number (organ, word, year, number, doc_no, notice_id, version, taken_by, taken_at) VALUES ('海棠市人力资源和社会保障局', '海人社提函', 2025, 1, '海人社提函〔2025〕1号', 'N2025-000002', 1, '370202', 1764547700000);
INSERT INTO notice_seal (notice_id, version, content_hash, officer, seal, at) SELECT id, version, content_hash, '370203', '试用章', 1764547800000 FROM notice WHERE id = 'N2025-000002';
INSERT INTO notice_file (notice_id, name, sha256, bytes) VALUES ('N2025-000002', '函件.pdf', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 12345);
UPDATE notice SET state = '已用印', sealed_hash = content_hash WHERE id = 'N2025-000002';
