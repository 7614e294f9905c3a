import type { Metric } from '../model/metric.ts';
import { keyOf } from '../model/place.ts';
import type { CampaignCalibration, MetricCalibration } from './calibration.ts';

/** A calibration in so many lanes. */
export interface MeasuredLanes {
  readonly lanes: 1 | 2;
  readonly campaigns: readonly CampaignCalibration[];
}

/** What the visits of a campaign were like in so many lanes. */
export interface LaneCalibration {
  readonly lanes: 1 | 2;
  /** Of all lanes together. */
  readonly visitsPerMinute: number;
  readonly metrics: readonly Pick<MetricCalibration, 'metric' | 'unit' | 'level' | 'sigma' | 'recommended'>[];
}

/** What two lanes give and take: each number is that of two lanes, divided by that of one. */
export interface TwoLanes {
  readonly visits: number;
  /** Those that are times. */
  readonly metrics: readonly {
    readonly metric: Metric;
    readonly level: number;
    readonly sigma: number;
    /** The time of an answer that is as sure: it takes visits in proportion to the square of sigma. */
    readonly time: number;
  }[];
}

/** A calibration with what each number of lanes gave. */
export interface CalibrationInLanes extends CampaignCalibration {
  readonly lanes: readonly LaneCalibration[];
  /** Null unless one and two lanes were measured. */
  readonly twoLanes: TwoLanes | null;
}

/** The campaigns of the first calibration, each with what the others say of it. */
export function compareLanes(measured: readonly MeasuredLanes[]): CalibrationInLanes[] {
  return (measured[0]?.campaigns ?? []).map((campaign) => {
    const lanes = measured.flatMap(({ lanes: count, campaigns }) =>
      campaigns.filter((each) => keyOf(each) === keyOf(campaign)).map((each) => inLanes(count, each)),
    );
    const [one, two] = ([1, 2] as const).map((count) => lanes.find((each) => each.lanes === count));
    return { ...campaign, lanes, twoLanes: one === undefined || two === undefined ? null : gainOf(one, two) };
  });
}

function inLanes(lanes: 1 | 2, { visitMs, metrics }: CampaignCalibration): LaneCalibration {
  return {
    lanes,
    visitsPerMinute: visitMs > 0 ? (lanes * 60_000) / visitMs : 0,
    metrics: metrics.map(({ metric, unit, level, sigma, recommended }) => ({
      metric,
      unit,
      level,
      sigma,
      recommended,
    })),
  };
}

function gainOf(one: LaneCalibration, two: LaneCalibration): TwoLanes {
  const visits = one.visitsPerMinute > 0 ? two.visitsPerMinute / one.visitsPerMinute : 0;
  const metrics = one.metrics.flatMap(({ metric, level, sigma }) => {
    const other = two.metrics.find((each) => each.metric === metric);
    if (other === undefined || !(sigma !== null && sigma > 0 && level > 0) || other.sigma === null) return [];
    const ratio = other.sigma / sigma;
    return [{ metric, level: other.level / level, sigma: ratio, time: visits > 0 ? ratio ** 2 / visits : 0 }];
  });
  return { visits, metrics };
}
