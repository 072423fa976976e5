-- q2 with a condition on another column, of another constant.

SELECT auction, price FROM bid WHERE MOD(price, 97) = 3;
