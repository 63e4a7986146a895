INSERT INTO delivery (key, notice_id, channel, recipient, address, state, tries, next_at, leased_until, asked_by, asked_at) VALUES
  ('1111111111111111111111111111111111111111111111111111111111111111', 'N2025-000002', 'PAPER', '流云商城', '海棠市榴花路 1 号', 'WAITING', 1, 0, 0, '370203', 1764547900000);
INSERT INTO delivery_try (key, at, outcome, detail) VALUES ('1111111111111111111111111111111111111111111111111111111111111111', 1764548000000, 'HANDED', '已打印');
