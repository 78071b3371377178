// DuckDB's side of the race over grouped figures; see bench_kpi.py.
'use strict';
const readline = require('readline');
const { DuckDBInstance } = require('@duckdb/node-api');

const rows = Number(process.argv[2] || 5000000);

// The same arithmetic as in bench_kpi.c; the duration is there as a column of its own.
const make = `create table incidents as
  select 1 + n * 7919 % 97 % 4 as priority,
    make_timestamp((1609459200 + n * 48271 % 157680000 + 60 + (n * 40503 % 65521) * (n * 40503 % 65521) // 2000) * 1000000) as restored,
    60 + (n * 40503 % 65521) * (n * 40503 % 65521) // 2000 as duration
  from range(${rows}) as t(n)`;
const query = `select priority, date_trunc('month', restored) as month, count(*) as n,
    sum(duration) as sum, quantile_cont(duration, [0.5, 0.9]) as p
  from incidents group by all order by all`;
const cells = `select priority || ',' || strftime(month, '%Y-%m') || ',' || n || ',' || sum || ',' ||
    p[1] || ',' || p[2] from (${query})`;

(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('set threads = 2');
  await connection.run(make);
  for await (const word of readline.createInterface({ input: process.stdin })) {
    if (word === 'answers') {
      const reader = await connection.runAndReadAll(cells);
      console.log(reader.getRows().map((row) => row[0]).join(' '));
      continue;
    }
    const before = process.hrtime.bigint();
    await connection.runAndReadAll(query);
    console.log(String(process.hrtime.bigint() - before));
  }
})();
