-- Real work for a sqlite3 shell: more than 200 statements over every large part of the library. Every result is determined
-- by the statements alone: no random(), no clock, no plan text, every result set is ordered or a single row.
.mode list
.separator |
.nullvalue NULL
.headers off

.print == expressions
SELECT 7/2, -7/2, 7%3, -7%3, 7.0/2, 1e3, 0x1F, 1<<40, 5&3, 5|3, ~5, 'a'||'b', NULL IS NULL, NULL = NULL;
SELECT 9223372036854775807 + 1, -9223372036854775808, 9223372036854775807 * 2, 1/0, 1.0/3, 1e308*10, -1e308*10, 0.1+0.2;
SELECT typeof(1), typeof(1.0), typeof('a'), typeof(x'00'), typeof(NULL), typeof(1/2), typeof(1+'2.5'), CAST('12abc' AS INT), CAST(3.9 AS INT), CAST('1e2' AS REAL);
SELECT 'abc' LIKE 'A%', 'abc' GLOB 'A*', 'a_c' LIKE 'a\_c' ESCAPE '\', 'abc' BETWEEN 'abb' AND 'abd', 3 IN (1,2,3), NULL IN (1,2), 2 NOT IN (1,NULL), 'a' < 'B' COLLATE NOCASE;
SELECT CASE 3 WHEN 1 THEN 'one' WHEN 3 THEN 'three' END, CASE WHEN 0 THEN 1 ELSE 2 END, coalesce(NULL,NULL,5), ifnull(NULL,1), nullif(1,1), iif(1,'y','n');
SELECT length('héllo'), upper('abc'), lower('ABC'), substr('abcdef',2,3), substr('abcdef',-3), instr('hello','l'), replace('aXbX','X','--'), trim('  x '), ltrim('xxa','x'), rtrim('axx','x');
SELECT hex('abc'), quote('it''s'), quote(x'0102'), quote(1.5), quote(NULL), char(72,105,8364), unicode('€'), zeroblob(3) = x'000000', printf('%05d|%-6s|%6.2f|%x|%e|%q|%,d', 42, 'ab', 3.14159, 255, 12345.678, 'o''k', 1234567);
SELECT abs(-5), round(2.5), round(-2.567,2), min(3,1,2), max('a','b'), sign(-3.2), likelihood(1,0.5), unlikely(0), soundex IS NULL FROM (SELECT NULL AS soundex);
SELECT ceil(1.2), floor(-1.2), trunc(-1.7), sqrt(16), pow(2,10), exp(0), ln(1), log10(1000), log(2,8), mod(7.5,2), pi(), degrees(pi()), round(sin(1),12), round(atan2(1,2),12), round(tanh(0.5),12);
SELECT date('2024-02-29','+1 year'), datetime(86400*365,'unixepoch'), julianday('2000-01-01 12:00:00'), strftime('%Y-%j-%W %H:%M:%f','2023-12-31 23:59:59.123'), date('2024-01-31','+1 month'), date('2023-03-15','start of month','+1 month','-1 day'), time('12:00','+90 minutes'), strftime('%s','1970-01-02'), date('2024-05-05','weekday 1');
SELECT group_concat(column1,'-'), total(column1), avg(column1), sum(DISTINCT column1) FROM (VALUES (1),(2),(3),(3));
SELECT (1,2,3) < (1,2,4), (1,2) = (1,2), (SELECT 5), EXISTS (SELECT 1 WHERE 0), x'41' = 'A', '5' = 5, 5 = 5.0;

.print == tables and keys
PRAGMA page_size=4096;
PRAGMA foreign_keys=ON;
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT DEFAULT 'Nowhere', credit REAL CHECK(credit >= 0), UNIQUE(name, city));
CREATE TABLE product(sku TEXT PRIMARY KEY, label TEXT, price NUMERIC, stock INT, weight REAL GENERATED ALWAYS AS (price * 0.25 + length(label)) STORED, tag TEXT AS (upper(substr(label,1,3))) VIRTUAL) WITHOUT ROWID;
CREATE TABLE orders(id INTEGER PRIMARY KEY AUTOINCREMENT, customer INT REFERENCES customer(id) ON DELETE CASCADE ON UPDATE CASCADE, sku TEXT REFERENCES product(sku), quantity INT, day TEXT);
CREATE TABLE audit(n INTEGER PRIMARY KEY, what TEXT, key, old, new);
CREATE TABLE strict_one(a INT, b TEXT, c ANY) STRICT;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 500) INSERT INTO customer SELECT i, 'name' || (i*7919 % 1000), CASE i % 5 WHEN 0 THEN 'Oslo' WHEN 1 THEN 'Lima' WHEN 2 THEN 'Rome' WHEN 3 THEN 'Cairo' ELSE NULL END, (i*31 % 977) + 0.5 FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i < 199) INSERT INTO product(sku,label,price,stock) SELECT printf('SKU%04d', i*37%200), 'thing ' || i, (i*i % 503) / 4.0, i % 17 FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20000) INSERT INTO orders(customer,sku,quantity,day) SELECT i*7919 % 500 + 1, printf('SKU%04d', i*31 % 200), i*13 % 9 + 1, date('2020-01-01', '+' || (i*17 % 1400) || ' days') FROM n;
SELECT count(*), sum(credit), min(name), max(city), count(city), count(DISTINCT city) FROM customer;
SELECT count(*), sum(price), sum(weight), min(tag) FROM product;
SELECT count(*), sum(quantity), min(day), max(day) FROM orders;
INSERT INTO customer(id,name) VALUES(1,'dup');
INSERT INTO customer VALUES(1000,'neg','X',-1);
INSERT INTO customer(id,name) VALUES(1001,NULL);
INSERT INTO orders(customer,sku,quantity) VALUES(99999,'SKU0001',1);
INSERT INTO product(sku,weight) VALUES('x',1);
INSERT INTO strict_one VALUES('notint','b',x'00');
INSERT INTO strict_one VALUES(5,'b',x'00'), (6,'c',7.5), ('7',8,'nine');
SELECT a, typeof(a), b, typeof(b), typeof(c) FROM strict_one ORDER BY a;
INSERT INTO customer(id,name,city,credit) VALUES(1,'upserted','Oslo',5) ON CONFLICT(id) DO UPDATE SET name = excluded.name, credit = credit + excluded.credit WHERE credit < 1000 RETURNING id, name, credit;
INSERT OR IGNORE INTO customer(id,name) VALUES(2,'ignored');
INSERT OR REPLACE INTO customer(id,name,city,credit) VALUES(600,'replaced','Rome',1.25);
REPLACE INTO customer(id,name,city,credit) VALUES(600,'again','Rome',2.5);
SELECT * FROM customer WHERE id IN (1,2,600) ORDER BY id;
SELECT seq FROM sqlite_sequence WHERE name='orders';

.print == queries
SELECT city, count(*), round(avg(credit),4), sum(credit) FILTER (WHERE id % 2) FROM customer GROUP BY city ORDER BY city NULLS LAST;
SELECT city, count(*) AS c FROM customer WHERE credit > 100 GROUP BY city HAVING c > 50 ORDER BY c DESC, city LIMIT 3 OFFSET 1;
SELECT c.city, p.tag, sum(o.quantity*p.price) AS total FROM orders o JOIN customer c ON c.id=o.customer JOIN product p USING(sku) WHERE o.day BETWEEN '2021-01-01' AND '2021-12-31' GROUP BY 1,2 ORDER BY total DESC, 1 LIMIT 5;
SELECT c.name, count(o.id) FROM customer c LEFT JOIN orders o ON o.customer=c.id AND o.quantity=9 GROUP BY c.id ORDER BY 2 DESC, 1 LIMIT 5;
SELECT count(*) FROM customer a JOIN customer b ON a.city=b.city AND a.id<b.id WHERE a.credit+b.credit > 1500;
SELECT a.id, b.sku FROM (SELECT id FROM customer WHERE id < 3) a CROSS JOIN (SELECT sku FROM product WHERE sku < 'SKU0003') b ORDER BY 1, 2;
SELECT id FROM customer WHERE credit > (SELECT avg(credit)*1.9 FROM customer) ORDER BY id LIMIT 5;
SELECT count(*) FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer=c.id AND o.quantity*2 > 17) AND c.id NOT IN (SELECT customer FROM orders WHERE sku='SKU0005');
SELECT id FROM customer WHERE id<4 UNION ALL SELECT 2 UNION SELECT 10 EXCEPT SELECT 3 ORDER BY 1 DESC;
SELECT city FROM customer INTERSECT SELECT 'Oslo' UNION SELECT 'zzz' ORDER BY city;
SELECT DISTINCT quantity, quantity % 2 FROM orders ORDER BY quantity % 2 DESC, quantity;
SELECT group_concat(name, ',') FROM (SELECT name FROM customer WHERE city='Lima' ORDER BY name DESC LIMIT 6);
WITH l(id) AS (VALUES (1),(2),(3)), r(id) AS (VALUES (2),(4)) SELECT l.id, r.id FROM l FULL JOIN r ON l.id=r.id ORDER BY 1, 2;
SELECT * FROM (SELECT 1 AS a, 2 AS b) NATURAL JOIN (SELECT 1 AS a, 3 AS c);
WITH v(q) AS (VALUES(1),(2)) SELECT x.a, y.b FROM v RIGHT JOIN (SELECT 2 AS a UNION SELECT 5) x ON v.q = x.a LEFT JOIN (SELECT 5 AS a, 'five' AS b) y ON y.a=x.a ORDER BY 1;

.print == indexes
CREATE INDEX orders_customer ON orders(customer, day DESC);
CREATE INDEX orders_sku ON orders(sku) WHERE quantity > 5;
CREATE UNIQUE INDEX customer_expr ON customer(id * 2, lower(name));
CREATE INDEX product_price ON product(price COLLATE BINARY, stock);
CREATE INDEX customer_nocase ON customer(name COLLATE NOCASE);
ANALYZE;
SELECT count(*), sum(length(stat)) > 0 FROM sqlite_stat1;
SELECT count(*) FROM orders WHERE customer=77 AND day > '2021-06-01';
SELECT count(*), sum(id) FROM orders WHERE sku='SKU0031' AND quantity > 5;
SELECT id FROM customer WHERE id*2 = 84;
SELECT name FROM customer WHERE name = 'NAME838' COLLATE NOCASE;
SELECT sku FROM product WHERE price BETWEEN 10 AND 11 OR sku IN ('SKU0003','SKU0004') ORDER BY sku;
SELECT customer, max(day) FROM orders GROUP BY customer ORDER BY 2 DESC, 1 LIMIT 4;
SELECT count(*) FROM orders INDEXED BY orders_customer WHERE customer BETWEEN 10 AND 20;
SELECT count(*) FROM orders NOT INDEXED WHERE customer BETWEEN 10 AND 20;
REINDEX customer;
DROP INDEX product_price;
PRAGMA index_list(orders);
PRAGMA integrity_check;

.print == update and delete
UPDATE product SET stock = stock + 100 WHERE price > 100 AND sku LIKE 'SKU00%' RETURNING sku, stock;
UPDATE customer SET credit = o.total FROM (SELECT customer, sum(quantity) AS total FROM orders GROUP BY customer) AS o WHERE o.customer = customer.id AND customer.id % 3 = 0;
SELECT sum(credit), count(*) FROM customer WHERE id % 3 = 0;
UPDATE customer SET (name, city) = (SELECT 'pair', 'Bern') WHERE id = 42;
SELECT * FROM customer WHERE id = 42;
UPDATE OR IGNORE customer SET id = 43 WHERE id = 42;
UPDATE customer SET id = 4242 WHERE id = 42;
SELECT count(*) FROM orders WHERE customer = 4242;
DELETE FROM customer WHERE id = 4242;
SELECT count(*), changes() FROM orders WHERE customer = 4242;
DELETE FROM orders WHERE id % 10 = 3 AND quantity < 5;
SELECT count(*), sum(id) FROM orders;
SELECT changes() >= 0, total_changes() > 0;
ALTER TABLE audit ADD COLUMN extra TEXT DEFAULT 'none';
ALTER TABLE audit RENAME COLUMN what TO verb;
ALTER TABLE audit RENAME TO journal;
ALTER TABLE journal DROP COLUMN extra;
SELECT sql FROM sqlite_schema WHERE name = 'journal';

.print == triggers and views
CREATE TRIGGER product_update AFTER UPDATE OF stock ON product WHEN old.stock <> new.stock BEGIN INSERT INTO journal(verb,key,old,new) VALUES('stock', new.sku, old.stock, new.stock); END;
CREATE TRIGGER product_delete BEFORE DELETE ON product BEGIN SELECT RAISE(ABORT, 'products stay') WHERE old.stock > 10; INSERT INTO journal(verb,key) VALUES('delete', old.sku); END;
CREATE TRIGGER order_insert AFTER INSERT ON orders BEGIN UPDATE product SET stock = stock - new.quantity WHERE sku = new.sku; END;
CREATE VIEW revenue(city, day, amount) AS SELECT c.city, o.day, o.quantity * p.price FROM orders o JOIN customer c ON c.id=o.customer JOIN product p USING(sku);
CREATE VIEW simple AS SELECT id, name FROM customer WHERE city='Rome';
CREATE TRIGGER simple_insert INSTEAD OF INSERT ON simple BEGIN INSERT INTO customer(id,name,city,credit) VALUES(new.id, upper(new.name), 'Rome', 0); END;
INSERT INTO orders(customer,sku,quantity,day) VALUES (5,'SKU0010',3,'2024-01-01'), (6,'SKU0011',4,'2024-01-02'), (7,'SKU0010',1,'2024-01-03');
SELECT * FROM journal ORDER BY n;
DELETE FROM product WHERE sku='SKU0010';
INSERT INTO simple VALUES(700,'via view');
SELECT * FROM simple WHERE id >= 600 ORDER BY id;
SELECT city, round(sum(amount),2) FROM revenue GROUP BY city ORDER BY city;
SELECT strftime('%Y',day) AS y, count(*), round(max(amount),2) FROM revenue GROUP BY y ORDER BY y;
PRAGMA recursive_triggers=ON;
CREATE TABLE countdown(n INT);
CREATE TRIGGER countdown_next AFTER INSERT ON countdown WHEN new.n > 0 BEGIN INSERT INTO countdown VALUES(new.n-1); END;
INSERT INTO countdown VALUES(100);
SELECT count(*), sum(n) FROM countdown;
DROP TRIGGER order_insert;
DROP VIEW simple;

.print == transactions
BEGIN;
INSERT INTO countdown VALUES(-1);
SAVEPOINT one;
DELETE FROM countdown;
SELECT count(*) FROM countdown;
ROLLBACK TO one;
SELECT count(*) FROM countdown;
SAVEPOINT two;
UPDATE countdown SET n = n * 2;
RELEASE two;
SELECT sum(n) FROM countdown;
ROLLBACK;
SELECT sum(n), count(*) FROM countdown;
BEGIN IMMEDIATE;
CREATE TABLE temporary_one(a);
INSERT INTO temporary_one SELECT id FROM customer;
DROP TABLE countdown;
COMMIT;
SELECT count(*) FROM temporary_one;
BEGIN EXCLUSIVE;
INSERT INTO temporary_one VALUES(1);
INSERT OR ROLLBACK INTO customer(id,name) VALUES(2,'rolls back');
SELECT count(*) FROM temporary_one;
COMMIT;
PRAGMA journal_mode=WAL;
INSERT INTO temporary_one SELECT a+1000 FROM temporary_one;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA journal_mode=DELETE;
SELECT count(*), sum(a) FROM temporary_one;
CREATE TEMP TABLE scratch AS SELECT a, a%7 AS m FROM temporary_one;
SELECT m, count(*) FROM scratch GROUP BY m ORDER BY m;
VACUUM;
PRAGMA freelist_count;

.print == recursive queries
WITH RECURSIVE fib(n,a,b) AS (VALUES(1,0,1) UNION ALL SELECT n+1,b,a+b FROM fib WHERE n<80) SELECT max(a), sum(n) FROM fib;
WITH RECURSIVE primes(p) AS (SELECT 2 UNION ALL SELECT p+1 FROM primes WHERE p<500) SELECT count(*), max(p) FROM primes WHERE NOT EXISTS (SELECT 1 FROM primes q WHERE q.p*q.p<=primes.p AND primes.p%q.p=0);
CREATE TABLE tree(id INTEGER PRIMARY KEY, parent INT, label TEXT);
INSERT INTO tree VALUES(1,NULL,'root'),(2,1,'a'),(3,1,'b'),(4,2,'aa'),(5,2,'ab'),(6,3,'ba'),(7,6,'baa'),(8,7,'baaa');
WITH RECURSIVE walk(id,path,depth) AS (SELECT id,label,0 FROM tree WHERE parent IS NULL UNION ALL SELECT t.id, walk.path||'/'||t.label, depth+1 FROM tree t JOIN walk ON t.parent=walk.id ORDER BY 3 DESC, 1) SELECT substr('........',1,depth*2)||path FROM walk;
WITH RECURSIVE graph(a,b) AS (VALUES(1,2),(2,3),(3,1),(3,4),(4,5)), reach(x) AS (SELECT 1 UNION SELECT b FROM graph JOIN reach ON a=x) SELECT group_concat(x) FROM (SELECT x FROM reach ORDER BY x);
WITH RECURSIVE xaxis(x) AS (VALUES(-2.0) UNION ALL SELECT x+0.1 FROM xaxis WHERE x<1.0), yaxis(y) AS (VALUES(-1.0) UNION ALL SELECT y+0.2 FROM yaxis WHERE y<1.0), m(iter,cx,cy,x,y) AS (SELECT 0,x,y,0.0,0.0 FROM xaxis,yaxis UNION ALL SELECT iter+1,cx,cy,x*x-y*y+cx,2.0*x*y+cy FROM m WHERE x*x+y*y<4.0 AND iter<28), m2(iter,cx,cy) AS (SELECT max(iter),cx,cy FROM m GROUP BY cx,cy), a(t) AS (SELECT group_concat(substr(' .+*#',1+min(iter/7,4),1),'') FROM m2 GROUP BY cy) SELECT group_concat(rtrim(t),x'0a') FROM a;
WITH RECURSIVE input(sud) AS (VALUES('53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79')), digits(z,lp) AS (VALUES('1',1) UNION ALL SELECT CAST(lp+1 AS TEXT), lp+1 FROM digits WHERE lp<9), x(s,ind) AS (SELECT sud, instr(sud,'.') FROM input UNION ALL SELECT substr(s,1,ind-1)||z||substr(s,ind+1), instr(substr(s,1,ind-1)||z||substr(s,ind+1),'.') FROM x, digits AS z WHERE ind>0 AND NOT EXISTS (SELECT 1 FROM digits AS lp WHERE z.z=substr(s,((ind-1)/9)*9+lp,1) OR z.z=substr(s,((ind-1)%9)+(lp-1)*9+1,1) OR z.z=substr(s,(((ind-1)/3)%3)*3+((ind-1)/27)*27+lp+((lp-1)/3)*6,1))) SELECT s FROM x WHERE ind=0;
WITH a AS MATERIALIZED (SELECT id, credit FROM customer WHERE id<50), b AS NOT MATERIALIZED (SELECT * FROM a WHERE credit>300) SELECT count(*), round(sum(b.credit),1) FROM b JOIN a USING(id);

.print == window functions
SELECT id, parent, row_number() OVER (ORDER BY id DESC), rank() OVER (ORDER BY parent), dense_rank() OVER (ORDER BY parent), ntile(3) OVER (ORDER BY id), lag(label) OVER (ORDER BY id), lead(label,2,'-') OVER (ORDER BY id) FROM tree ORDER BY id;
SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), first_value(id) OVER w, last_value(id) OVER w, nth_value(id,2) OVER w, count(*) OVER (PARTITION BY parent) FROM tree WINDOW w AS (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY id;
SELECT id, sum(id) OVER (ORDER BY id RANGE BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW), group_concat(label,'.') OVER (ORDER BY parent GROUPS 1 PRECEDING), round(percent_rank() OVER (ORDER BY parent),3), round(cume_dist() OVER (ORDER BY parent),3) FROM tree ORDER BY id;
SELECT city, day, running FROM (SELECT city, day, round(sum(amount) OVER (PARTITION BY city ORDER BY day, amount ROWS UNBOUNDED PRECEDING),2) AS running, row_number() OVER (PARTITION BY city ORDER BY day DESC, amount DESC) AS r FROM revenue) WHERE r <= 1 ORDER BY city;
SELECT max(s), min(s), round(avg(s),4) FROM (SELECT sum(quantity) OVER (ORDER BY id ROWS BETWEEN 50 PRECEDING AND 50 FOLLOWING) AS s FROM orders);
SELECT sum(c) FILTER (WHERE c > 2) FROM (SELECT count(*) FILTER (WHERE quantity > 3) OVER (PARTITION BY sku ORDER BY id ROWS 10 PRECEDING) AS c FROM orders);
SELECT max(quantity), min(quantity), total(d) FROM (SELECT quantity, quantity - lag(quantity,1,0) OVER (PARTITION BY customer ORDER BY id) AS d FROM orders);

.print == json
SELECT json('{"a":[1,2,{"b":null}],"c":"x\u00e9"}'), json_valid('{bad'), json_array(1,'two',NULL,json('[3]')), json_object('k',1,'l',json_array()), json_type('[1]'), json_quote('q"');
SELECT json_extract('{"a":[10,20,{"b":5}]}','$.a[1]','$.a[2].b','$.z'), '{"a":{"b":7}}' -> '$.a', '{"a":{"b":7}}' ->> '$.a.b', json_array_length('[1,2,3]'), json_extract('[1,2,3]','$[#-1]');
SELECT json_set('{"a":1}','$.b',2,'$.a',9), json_insert('{"a":1}','$.a',2,'$.c',3), json_replace('{"a":1}','$.a',2,'$.c',3), json_remove('{"a":1,"b":2}','$.a'), json_patch('{"a":1,"b":{"c":2}}','{"b":{"c":null,"d":4}}');
SELECT key, value, type, fullkey FROM json_tree('{"x":[1,{"y":true}],"z":"s"}') ORDER BY id;
SELECT sum(value), max(key) FROM json_each('[1,2,3,4.5]');
CREATE TABLE doc(id INTEGER PRIMARY KEY, body TEXT CHECK(json_valid(body)));
INSERT INTO doc SELECT id, json_object('name',name,'city',city,'tags',json_array(id%3,id%5,'t'||id%7),'nested',json_object('credit',credit)) FROM customer;
INSERT INTO doc VALUES(9999,'not json');
CREATE INDEX doc_city ON doc(json_extract(body,'$.city'));
SELECT count(*), sum(json_extract(body,'$.nested.credit')) FROM doc WHERE json_extract(body,'$.city')='Oslo';
SELECT j.value, count(*) FROM doc, json_each(doc.body,'$.tags') j WHERE j.type='text' GROUP BY 1 ORDER BY 1;
SELECT json_group_array(id), json_group_object(label,parent) FROM (SELECT * FROM tree ORDER BY id);
SELECT json_extract('{"a":','$.a');
SELECT sum(length(json_remove(body,'$.tags[0]'))) FROM doc;

.print == full text
CREATE VIRTUAL TABLE mail USING fts5(subject, body, tokenize='porter unicode61', prefix='2 3');
INSERT INTO mail(rowid,subject,body) SELECT id, 'order ' || sku || ' from ' || name, 'The quick brown fox number ' || (id%97) || CASE id%4 WHEN 0 THEN ' jumps over lazy dogs' WHEN 1 THEN ' running and connected' WHEN 2 THEN ' connecting runs' ELSE ' sleeps' END FROM (SELECT o.id, o.sku, c.name FROM orders o JOIN customer c ON c.id=o.customer WHERE o.id<3000 ORDER BY o.id);
SELECT count(*) FROM mail WHERE mail MATCH 'fox';
SELECT count(*) FROM mail WHERE mail MATCH 'connect AND run NOT dog';
SELECT count(*) FROM mail WHERE mail MATCH '"quick brown" AND (lazy OR sleep)';
SELECT count(*) FROM mail WHERE mail MATCH 'subject:sku00* NEAR(number 42, 3)';
SELECT count(*) FROM mail('subject : name91*');
SELECT rowid, highlight(mail,1,'<','>'), snippet(mail,1,'[',']','~',4) FROM mail WHERE mail MATCH 'number AND 13 AND lazy' ORDER BY rowid LIMIT 3;
SELECT rowid, round(bm25(mail,10.0,1.0),6) FROM mail WHERE mail MATCH 'sku0031' ORDER BY rank, rowid LIMIT 3;
UPDATE mail SET body = 'entirely different words' WHERE rowid % 100 = 7;
DELETE FROM mail WHERE rowid % 50 = 0;
SELECT count(*) FROM mail WHERE mail MATCH 'different ^entirely';
INSERT INTO mail(mail) VALUES('optimize');
INSERT INTO mail(mail) VALUES('integrity-check');
SELECT count(*) FROM mail WHERE mail MATCH 'jump* OR sleep*';
CREATE VIRTUAL TABLE mailv USING fts5vocab(mail, row);
SELECT term, doc, cnt FROM mailv WHERE cnt > 600 ORDER BY term;
SELECT count(*) FROM mail WHERE mail MATCH '"unterminated';
CREATE VIRTUAL TABLE tri USING fts5(t, tokenize='trigram');
INSERT INTO tri SELECT label || ' ' || sku FROM product ORDER BY sku;
SELECT count(*) FROM tri WHERE t LIKE '%ing 1%';
SELECT group_concat(t,';') FROM (SELECT t FROM tri WHERE tri MATCH '"KU0"' ORDER BY t LIMIT 4);
CREATE VIRTUAL TABLE old4 USING fts4(a, b, tokenize=porter);
INSERT INTO old4(docid,a,b) SELECT id, label, 'some text about node ' || label || ' parents ' || ifnull(parent,0) FROM tree;
SELECT docid, offsets(old4), snippet(old4) FROM old4 WHERE old4 MATCH 'baa OR parent' ORDER BY docid LIMIT 3;
SELECT hex(matchinfo(old4,'pcx')) FROM old4 WHERE old4 MATCH 'baa';

.print == rtree
CREATE VIRTUAL TABLE box USING rtree(id, minx, maxx, miny, maxy, +label TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3000) INSERT INTO box SELECT i, (i*37%1000), (i*37%1000)+(i%9), (i*91%1000), (i*91%1000)+(i%5), 'box'||i FROM n;
SELECT count(*) FROM box WHERE minx>=100 AND maxx<=200 AND miny>=300 AND maxy<=450;
SELECT id, label FROM box WHERE minx<=505 AND maxx>=500 AND miny<=505 AND maxy>=480 ORDER BY id LIMIT 6;
UPDATE box SET maxx = maxx + 100 WHERE id%10=0;
DELETE FROM box WHERE id BETWEEN 500 AND 1500;
SELECT count(*), sum(id), min(minx), max(maxx) FROM box;
SELECT rtreecheck('box');
INSERT INTO box VALUES(9000,10,5,0,1,'inverted');
CREATE VIRTUAL TABLE boxi USING rtree_i32(id,a0,a1);
INSERT INTO boxi SELECT id, id*2, id*2+10 FROM customer;
SELECT count(*) FROM boxi WHERE a0<=500 AND a1>=450;
CREATE VIRTUAL TABLE shape USING geopoly(name);
INSERT INTO shape(name,_shape) VALUES('square','[[0,0],[10,0],[10,10],[0,10],[0,0]]'),('triangle','[[5,5],[20,5],[5,20],[5,5]]'),('far','[[100,100],[110,100],[100,110],[100,100]]');
SELECT name, geopoly_area(_shape), geopoly_contains_point(_shape,6,6), geopoly_json(geopoly_bbox(_shape)) FROM shape WHERE geopoly_overlap(_shape,'[[1,1],[7,1],[7,7],[1,7],[1,1]]') ORDER BY name;

.print == other databases, other formats
ATTACH ':memory:' AS aux1;
CREATE TABLE aux1.copy AS SELECT * FROM tree;
CREATE TABLE aux1.number(a, b, c, PRIMARY KEY(c,a)) WITHOUT ROWID;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<30000) INSERT INTO aux1.number SELECT i, printf('%08d',i*7919%30011), i*31%101 FROM n;
SELECT count(*), sum(a), min(b), max(b) FROM aux1.number WHERE c BETWEEN 20 AND 40;
SELECT c, count(*), group_concat(DISTINCT a%3) FROM (SELECT * FROM aux1.number ORDER BY c, a) WHERE c<3 GROUP BY c ORDER BY c;
SELECT sum(length(b)), max(rn) FROM (SELECT b, row_number() OVER (ORDER BY b) rn FROM aux1.number);
DELETE FROM aux1.number WHERE a%3=0;
SELECT count(*), sum(c) FROM aux1.number;
SELECT count(*) FROM copy JOIN main.tree USING(id,label);
DETACH aux1;
.mode csv
SELECT id, label, parent, 'quo"te', 'com,ma' FROM tree ORDER BY id LIMIT 3;
.mode json
SELECT id, label, parent FROM tree ORDER BY id LIMIT 2;
.mode quote
SELECT id, label, parent, x'beef', 1.5 FROM tree ORDER BY id LIMIT 2;
.mode insert copied
SELECT id, label FROM tree ORDER BY id LIMIT 2;
.mode box
.headers on
SELECT id, label, parent AS "the parent" FROM tree ORDER BY id LIMIT 3;
.mode markdown
SELECT city, count(*) FROM customer GROUP BY city ORDER BY city;
.mode html
SELECT '<b>' AS tag, 1 AS n;
.mode list
.headers off
.once exported.csv
SELECT id || ',' || label FROM tree ORDER BY id;
CREATE TABLE imported(id INT, label TEXT);
.import --csv exported.csv imported
SELECT count(*), sum(id), group_concat(label) FROM imported;
.dump tree
.schema customer
.tables
.sha3sum
.save saved.db
.open saved.db
SELECT count(*), sum(quantity) FROM orders;
PRAGMA quick_check;
PRAGMA foreign_key_check;
SELECT name, type FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name;
PRAGMA table_xinfo(product);
SELECT name, pageno > 0, mx_payload >= 0 FROM dbstat WHERE name='tree' AND pagetype='leaf';

.print == blobs, collations, limits
CREATE TABLE blobs(id INTEGER PRIMARY KEY, data BLOB);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<40) INSERT INTO blobs SELECT i, zeroblob(i*1000) FROM n;
UPDATE blobs SET data = CAST(replace(hex(zeroblob(length(data)/4)),'00',char(65+id%26,97+id%26)) AS BLOB) WHERE id%2;
SELECT sum(length(data)), hex(substr(data,1,6)), hex(substr(data,-4)) FROM blobs WHERE id=39;
SELECT count(*), sum(length(data)) FROM blobs;
SELECT id FROM blobs ORDER BY data DESC, id LIMIT 5;
SELECT 'B' AS x UNION SELECT 'a' UNION SELECT 'C' ORDER BY x COLLATE NOCASE;
SELECT 'a  ' = 'a' COLLATE RTRIM, 'ä' < 'z', 'A' = 'a';
SELECT count(*) FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) a, (SELECT 1 UNION ALL SELECT 2) b, (SELECT 1 UNION ALL SELECT 2) c;
SELECT * FROM no_such_table;
SELECT no_such_column FROM tree;
SELECT no_such_function(1);
SELECT 1 +;
SELECT abs(-9223372036854775808);
SELECT sum(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1);
SELECT CAST(x'f09f9880' AS TEXT), length(CAST(x'f09f9880' AS TEXT)), hex(CAST('😀' AS BLOB)), substr('a😀b',2,1);
.print == end
