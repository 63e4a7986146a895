INSERT INTO copied_text (subject_a, subject_b, capture_a, url_a, capture_b, url_b, distance, first_seen, last_seen)
  SELECT min(id), max(id), 'c1', 'https://px.example/1', 'c9', 'https://kz.example/', 2, 1764547200000, 1764547200000 FROM subject;
