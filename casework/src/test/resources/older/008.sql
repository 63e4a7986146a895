INSERT INTO city_report (region, region_name, as_of, source, file, officer, officer_number, at) VALUES ('370203', '榴花区', '2025-12-12', '邮件', 'x.csv', '镕堃喆（370201）', '370201', 1765497600000);
INSERT INTO city_line (report_id, annex, line, file_line, remark) SELECT id, 2, 3, 7, '' FROM city_report;
INSERT INTO city_figure (report_id, annex, line, field, value) SELECT id, 2, 3, 'SCREENED', 41 FROM city_report;
