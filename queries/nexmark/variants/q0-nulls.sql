-- q0 with a column that is NULL for half of the bids.

SELECT auction, bidder, NULLIF(MOD(price, 2), 0) * price AS price, `dateTime`, extra FROM bid;
