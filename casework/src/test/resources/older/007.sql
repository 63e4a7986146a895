INSERT INTO disposition (case_id, kind, day, doc_no, amount, due, officer, officer_number, reason, at) VALUES ('2025-000001', 'RECTIFICATION', '2025-12-04', '海人社〔2025〕9号', 1, '2025-12-20', '镕堃喆（370201）', '370201', '责令整改', 1764806400000);
INSERT INTO disposition (case_id, kind, day, doc_no, amount, officer, officer_number, reason, at, reverses)
  SELECT case_id, kind, day, doc_no, amount, officer, officer_number, '登记错误', at, id FROM disposition WHERE doc_no = '海人社〔2025〕9号';
