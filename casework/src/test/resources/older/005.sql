INSERT INTO officer_password (officer, salt, iterations, hash, one_time, version, changed_at, failures, locked_until) VALUES ('370201', 'salt', 210000, 'hash', 0, 2, 1764547900000, 1, NULL);
