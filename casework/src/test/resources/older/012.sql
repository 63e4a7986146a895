INSERT INTO lead (number, channel, received, region, body, credit_code, platform, shop, url, content, source, state, same_by, officer, officer_number, at) VALUES
  ('X2025-000001', 'COMPLAINT', '2025-12-01', '370200', '海棠职业培训学校', NULL, NULL, NULL, 'https://px.example/1', '宣称包过', '热线', 'NEW', '', '镕堃喆（370201）', '370201', 1764547500000);
INSERT INTO lead_key (key, number) VALUES ('url:https://px.example/1', 'X2025-000001');
INSERT INTO lead_reporter (number, name, contact) VALUES ('X2025-000001', '群众', '400-000-0001');
INSERT INTO lead_step (number, state, officer, reason, at) VALUES ('X2025-000001', 'NEW', '镕堃喆（370201）', '', 1764547500000);
