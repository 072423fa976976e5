-- q16 over INTEGER.

SELECT channel, DATE_FORMAT(`dateTime`, 'yyyy-MM-dd') AS `day`,
  MAX(DATE_FORMAT(`dateTime`, 'HH:mm')) AS `minute`,
  COUNT(*) AS total_bids,
  COUNT(*) FILTER (WHERE price < 10000) AS rank1_bids,
  COUNT(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bids,
  COUNT(*) FILTER (WHERE price >= 1000000) AS rank3_bids,
  COUNT(DISTINCT CAST(bidder AS INT)) AS total_bidders,
  COUNT(DISTINCT CAST(bidder AS INT)) FILTER (WHERE price < 10000) AS rank1_bidders,
  COUNT(DISTINCT CAST(bidder AS INT)) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_bidders,
  COUNT(DISTINCT CAST(bidder AS INT)) FILTER (WHERE price >= 1000000) AS rank3_bidders,
  COUNT(DISTINCT CAST(auction AS INT)) AS total_auctions,
  COUNT(DISTINCT CAST(auction AS INT)) FILTER (WHERE price < 10000) AS rank1_auctions,
  COUNT(DISTINCT CAST(auction AS INT)) FILTER (WHERE price >= 10000 AND price < 1000000) AS rank2_auctions,
  COUNT(DISTINCT CAST(auction AS INT)) FILTER (WHERE price >= 1000000) AS rank3_auctions
FROM bid
GROUP BY channel, DATE_FORMAT(`dateTime`, 'yyyy-MM-dd');
