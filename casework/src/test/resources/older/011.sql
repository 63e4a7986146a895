INSERT INTO reply (notice_id, hash, source, taken_by, remark, at) VALUES ('N2025-000002', '2222222222222222222222222222222222222222222222222222222222222222', '邮件', '镕堃喆（370201）', '', 1764634000000);
INSERT INTO reply_line (reply_id, item, items_deleted, shops_stopped, accounts_handled, sites_closed, result, note) SELECT id, 1, 3, 0, 0, 0, '已下架', '' FROM reply;
INSERT INTO reply_attachment (reply_id, name, sha256, bytes) SELECT id, '截图.png', '3333333333333333333333333333333333333333333333333333333333333333', 99 FROM reply;
