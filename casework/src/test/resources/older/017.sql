INSERT INTO own_region (one, region) VALUES (1, '370200');
INSERT INTO officer_pool (officer) VALUES ('370201');
