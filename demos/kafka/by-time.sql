-- The same topic by time: the average price of the last 5 seconds, every second. The event time is
-- the timestamp that Kafka keeps with each message.

CREATE TABLE closes (
  day     DATE,
  `close` DECIMAL(10, 2)
) WITH (
  'connector' = 'filesystem',
  'path' = '${DEMO}/closes.csv',
  'source.rows-per-second' = '${PACE}',
  'format' = 'csv',
  'csv.header' = 'true'
);

CREATE TABLE stock_price (
  price DECIMAL(10, 2),
  ts    TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'stock_price',
  'properties.bootstrap.servers' = '${KAFKA}',
  'properties.group.id' = 'stock_price_by_time',
  'format' = 'csv'
);

INSERT INTO stock_price SELECT `close` FROM closes;

SELECT window_start, window_end, COUNT(*) AS prices, AVG(price) AS average_price
FROM TABLE(HOP(TABLE stock_price, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '5' SECOND))
GROUP BY window_start, window_end;
