-- q3 with another category and other states.

SELECT p.name, p.city, p.state, a.id
FROM auction AS a JOIN person AS p ON a.seller = p.id
WHERE a.category = 11 AND (p.state IN ('AZ', 'WA'));
