INSERT INTO recheck (run_id, case_id, fingerprint, verdict, detail, capture_id, at) VALUES ('F1', '2025-000001', 'f1', 'STILL_THERE', '', 'c7', 1765000000000);
