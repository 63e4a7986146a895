INSERT INTO found_page (url, host, connector, keyword, title, summary, first_seen, last_seen) VALUES ('https://new.example/', 'new.example', 'search', '包过', '考证', '摘要', 1764547200000, 1764547200000);
