-- q15 with other limits.

SELECT DATE_FORMAT(`dateTime`, 'yyyy-MM-dd') AS `day`,
  COUNT(*) AS total_bids,
  COUNT(*) FILTER (WHERE price < 5000) AS rank1_bids,
  COUNT(*) FILTER (WHERE price >= 5000 AND price < 700000) AS rank2_bids,
  COUNT(*) FILTER (WHERE price >= 700000) AS rank3_bids,
  COUNT(DISTINCT bidder) AS total_bidders,
  COUNT(DISTINCT bidder) FILTER (WHERE price < 5000) AS rank1_bidders,
  COUNT(DISTINCT bidder) FILTER (WHERE price >= 5000 AND price < 700000) AS rank2_bidders,
  COUNT(DISTINCT bidder) FILTER (WHERE price >= 700000) AS rank3_bidders,
  COUNT(DISTINCT auction) AS total_auctions,
  COUNT(DISTINCT auction) FILTER (WHERE price < 5000) AS rank1_auctions,
  COUNT(DISTINCT auction) FILTER (WHERE price >= 5000 AND price < 700000) AS rank2_auctions,
  COUNT(DISTINCT auction) FILTER (WHERE price >= 700000) AS rank3_auctions
FROM bid
GROUP BY DATE_FORMAT(`dateTime`, 'yyyy-MM-dd');
