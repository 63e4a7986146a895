INSERT INTO connector_decision (connector, fingerprint, act, officer, officer_number, reason, at) VALUES ('haigong', 'ab', 'SUSPENDED', '王岚（370201）', '370201', '平台改版', 1764547900000);
