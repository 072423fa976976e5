-- q17 over prices that are NULL for half of the bids.

SELECT auction, DATE_FORMAT(`dateTime`, 'yyyy-MM-dd') AS `day`,
  COUNT(*) AS total_bids,
  COUNT(*) FILTER (WHERE price < 10000) AS rank1_bids,
  COUNT(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
  COUNT(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  MIN(NULLIF(MOD(price, 2), 0) * price) AS min_price,
  MAX(NULLIF(MOD(price, 2), 0) * price) AS max_price,
  AVG(NULLIF(MOD(price, 2), 0) * price) AS avg_price,
  SUM(NULLIF(MOD(price, 2), 0) * price) AS sum_price
FROM bid
GROUP BY auction, DATE_FORMAT(`dateTime`, 'yyyy-MM-dd');
