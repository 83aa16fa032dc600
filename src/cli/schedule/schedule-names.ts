/** What everything of the schedule is called. */
export const doctorName = 'shakinstall-doctor';

/** What serves the metrics is called. */
export const metricsName = 'shakinstall-metrics';

/** The ConfigMap that keeps the last look's metrics, and its key. */
export const keptMetrics = {name: 'shakinstall-doctor-metrics', key: 'metrics.prom'} as const;

/** Where the metrics are served. */
export const metricsPort = 9090;
