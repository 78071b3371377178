// dayjs-business-time's side of the race; see bench_peers.py. TZ must be UTC.
'use strict';
const fs = require('fs');
const readline = require('readline');
const dayjs = require('dayjs');

dayjs.extend(require('dayjs-business-time'));

const holidays = [];
const starts = [];
const spans = [];
for (const line of fs.readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const [word, ...values] = line.split(' ');
  if (word === 'holiday') holidays.push(values[0]);
  else if (word === 'start') starts.push(dayjs.unix(Number(values[0])));
  else spans.push(values.map((value) => dayjs.unix(Number(value))));
}
// Monday to Friday 09:00 to 17:00 is what it starts with.
dayjs.setHolidays(holidays);

const add = () => starts.map((start) => start.addBusinessTime(8, 'hours'));
const between = () => spans.map(([a, b]) => a.businessMinutesDiff(b));

readline.createInterface({ input: process.stdin }).on('line', (word) => {
  if (word === 'answers') {
    const found = add().map((moment) => moment.unix());
    console.log([...found, ...between()].join(' '));
    return;
  }
  const run = word === 'add' ? add : between;
  const before = process.cpuUsage();
  const count = run().length;
  const spent = process.cpuUsage(before);
  console.log(((spent.user + spent.system) * 1000) / count);
});
