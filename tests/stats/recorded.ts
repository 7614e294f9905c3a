import type { Series } from '../../src/stats/series.ts';

/** A noisy LCP with an outlier in every other block; head is about 120 ms slower in `load`. ms. */
const TTFB = [
  [412.3, 403, 437.8, 418.9],
  [431.5, 413.1, 411.2, 408.5],
  [428.1, 423.5, 410.5, 434.2],
  [407.4, 403.2, 412, 420.1],
  [411.9, 434.7, 422.9, 432.5],
  [410, 401.1, 432.5, 424.9],
  [438.5, 424.3, 402.8, 424.3],
  [437.8, 434.1, 410.4, 405.4],
];
const LOAD = [
  [972.6, 1015, 1153.6, 1065.8],
  [997.9, 1050.8, 909.8, 1020.3],
  [1940.5, 1146.3, 1097.6, 965.3],
  [1133.6, 1074.7, 900.1, 925.1],
  [1014.5, 1161.8, 1005.8, 1166],
  [1169, 953, 1070.3, 1825.2],
  [1011.4, 1976.7, 1068.5, 1044.6],
  [1149.6, 916.4, 1870.8, 1098.5],
];
const RENDER = [
  [10.4, 13.8, 7.5, 19.4],
  [0, 0, 10.4, 1.5],
  [27.1, 0, 2.8, 0],
  [12.9, 23, 0, 7],
  [0, 0, 28.4, 12],
  [0, 7.7, 17.5, 0.7],
  [0, 17.6, 0, 23.1],
  [26.4, 24.5, 0, 0],
];
const TOTAL = [
  [1395.3, 1431.8, 1598.9, 1504.1],
  [1429.4, 1463.9, 1331.4, 1430.3],
  [2395.7, 1569.8, 1510.9, 1399.5],
  [1553.9, 1500.9, 1312.1, 1352.2],
  [1426.4, 1596.5, 1457.1, 1610.5],
  [1579, 1361.8, 1520.3, 2250.8],
  [1449.9, 2418.6, 1471.3, 1492],
  [1613.8, 1375, 2281.2, 1503.9],
];
const ORDERS = ['BBHH', 'BHBH', 'BHHB', 'HHBB', 'BHBH', 'HBHB', 'BHHB', 'HBBH'];

/** A series of the given values; `orders` names each visit's side, one word a block. */
export function seriesOf(values: readonly (readonly number[])[], orders: readonly string[]): Series {
  return values.map((block, q) => block.map((value, j) => ({ head: orders[q]?.[j] === 'H', value })));
}

export const recorded = {
  total: seriesOf(TOTAL, ORDERS),
  ttfb: seriesOf(TTFB, ORDERS),
  load: seriesOf(LOAD, ORDERS),
  render: seriesOf(RENDER, ORDERS),
};

/** The same visits with the sides exchanged. */
export function exchangeSides(series: Series): Series {
  return series.map((block) => block.map(({ head, value }) => ({ head: !head, value })));
}
