INSERT INTO subject_clue (kind, value, subject_id, url, capture_id, first_seen, last_seen) SELECT 'PHONE', '400-000-1200', id, 'https://px.example/1', 'c1', 1764547200000, 1764547200000 FROM subject WHERE kind = 'BODY';
INSERT INTO subject_verdict (stays, other, verdict, officer, officer_number, reason, at) SELECT min(id), max(id), 'TWO', '镕堃喆（370201）', '370201', '两家', 1764547200000 FROM subject;
INSERT INTO subject_brought (verdict_id, key) SELECT id, 'name:旧名' FROM subject_verdict;
