-- q3 joined by a decimal.

SELECT p.name, p.city, p.state, a.id
FROM auction AS a JOIN person AS p ON CAST(a.seller AS DECIMAL(18, 0)) = CAST(p.id AS DECIMAL(18, 0))
WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA');
