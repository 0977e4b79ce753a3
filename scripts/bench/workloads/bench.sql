-- What the sqlite shells of a link bench are timed at, after sqlite's own speedtest1: inserts, indexes, joins, updates,
-- aggregates, text, JSON, full text search. In memory; the numbers are a generator's, so that the results are always the same.
CREATE TABLE t1(a INTEGER, b INTEGER, c TEXT);
CREATE TABLE t2(a INTEGER PRIMARY KEY, b INTEGER, c TEXT);
BEGIN;
WITH RECURSIVE n(i, x) AS (VALUES (1, 42) UNION ALL SELECT i + 1, (x * 1103515245 + 12345) & 0x7fffffff FROM n LIMIT 200000)
INSERT INTO t1 SELECT i, x, printf('%d thousand %d hundred %s', x / 1000 % 100, x / 100 % 10, hex(x)) FROM n;
INSERT INTO t2 SELECT a, b, c FROM t1 ORDER BY b;
COMMIT;
SELECT count(*), avg(b) FROM t1 WHERE b BETWEEN 1000000 AND 500000000;
SELECT count(*) FROM t1 WHERE c LIKE '%nine%' OR c LIKE '%77%';
CREATE INDEX t1b ON t1(b);
CREATE INDEX t1c ON t1(c);
SELECT count(*), sum(length(c)) FROM t1 WHERE b > 1000000000;
SELECT sum(x.b % 7), max(y.c) FROM t1 AS x JOIN t2 AS y ON x.a = y.a WHERE x.b % 3 = 0;
UPDATE t1 SET b = b * 2 WHERE a % 5 = 0;
UPDATE t2 SET c = upper(c) WHERE b % 4 = 1;
DELETE FROM t1 WHERE a % 11 = 3;
SELECT b % 100 AS g, count(*), length(group_concat(a, '')) FROM t1 WHERE a < 80000 GROUP BY g ORDER BY g LIMIT 5;
SELECT sum(r) FROM (SELECT row_number() OVER (PARTITION BY b % 50 ORDER BY c) AS r FROM t2 WHERE a < 90000);
SELECT sum(json_extract(j, '$.b[1]')) FROM (SELECT json_object('a', a, 'b', json_array(b, a % 9, c)) AS j FROM t2 WHERE a < 80000);
CREATE VIRTUAL TABLE f USING fts5(c);
INSERT INTO f SELECT c FROM t2 WHERE a < 60000;
SELECT count(*) FROM f WHERE f MATCH 'thousand AND 7';
WITH RECURSIVE sudoku(s, ind) AS (
    SELECT s, instr(s, '.') FROM (SELECT '53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79' AS s)
    UNION ALL
    SELECT substr(s, 1, ind - 1) || z || substr(s, ind + 1), instr(substr(s, 1, ind - 1) || z || substr(s, ind + 1), '.')
    FROM sudoku, (SELECT value AS z FROM json_each('["1","2","3","4","5","6","7","8","9"]'))
    WHERE ind > 0 AND NOT EXISTS (
        SELECT 1 FROM (SELECT value AS lp FROM json_each('[1,2,3,4,5,6,7,8,9]'))
        WHERE z = substr(s, ((ind - 1) / 9) * 9 + lp, 1)
            OR z = substr(s, ((ind - 1) % 9) + (lp - 1) * 9 + 1, 1)
            OR z = substr(s, (((ind - 1) / 3) % 3) * 3 + ((ind - 1) / 27) * 27 + lp + ((lp - 1) / 3) * 6, 1))
)
SELECT s FROM sudoku WHERE ind = 0;
PRAGMA integrity_check;
