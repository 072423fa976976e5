-- q11 by keys that may be NULL.

SELECT NULLIF(bidder, 1000) AS bidder, COUNT(*) AS bid_count,
  SESSION_START(`dateTime`, INTERVAL '10' SECOND) AS starttime,
  SESSION_END(`dateTime`, INTERVAL '10' SECOND) AS endtime
FROM bid
GROUP BY NULLIF(bidder, 1000), SESSION(`dateTime`, INTERVAL '10' SECOND);
