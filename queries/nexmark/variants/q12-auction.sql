-- q12 by another column, with other windows.

CREATE VIEW arriving AS SELECT *, PROCTIME() AS p_time FROM bid;

SELECT auction, COUNT(*) AS bid_count, window_start AS starttime, window_end AS endtime
FROM TABLE(TUMBLE(TABLE arriving, DESCRIPTOR(p_time), INTERVAL '7' SECOND))
GROUP BY auction, window_start, window_end;
