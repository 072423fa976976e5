SELECT auction, bidder, CAST(0.908 AS DECIMAL(4, 3)) * CAST(price AS DECIMAL(18, 0)) AS price, "dateTime", extra
FROM bid
