INSERT INTO saved_search (owner, name, address, shared, created_at) VALUES ('370201', '包过', 'q=包过', 1, 1764547900000);
INSERT INTO saved_search_look (search_id, officer, mark, looked_at, fresh) SELECT id, '370202', 'm', 1764547900000, 2 FROM saved_search;
