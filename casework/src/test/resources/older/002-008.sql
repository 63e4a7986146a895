-- Drafts as they were before letters went from hand to hand.
INSERT INTO notice (id, kind, issuer, issuer_kind, recipient, state, drafter, created_at, reply_by, content, content_hash) VALUES
  ('N2025-000001', 'COMPLIANCE_PROMPT', '海棠市人力资源和社会保障局', 'LABOUR', '流云商城', '草稿', '甲', 1764547600000, '2025-12-15', '{"recipient":"流云商城"}',
   'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc');
INSERT INTO notice_case (notice_id, case_id) VALUES ('N2025-000001', '2025-000003');
