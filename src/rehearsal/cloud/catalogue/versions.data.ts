/** What GKE offers at one time: versions newest first, the default and one default for each channel. */
export interface VersionFacts {
  readonly channels: Readonly<
    Record<
      'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED',
      {readonly defaultVersion: string; readonly validVersions: readonly string[]} | undefined
    >
  >;
  /** Offered without a channel. */
  readonly defaultVersion: string;
  readonly validMasterVersions: readonly string[];
  readonly validNodeVersions: readonly string[];
}

/** https://cloud.google.com/kubernetes-engine/docs/release-notes of December 2023. */
const december2023: VersionFacts = {
  channels: {
    RAPID: {
      defaultVersion: '1.28.3-gke.1203001',
      validVersions: [
        '1.28.3-gke.1286000',
        '1.28.3-gke.1203001',
        '1.27.8-gke.1067000',
        '1.27.7-gke.1121000',
        '1.26.10-gke.1101000',
        '1.25.15-gke.1115000',
      ],
    },
    REGULAR: {
      defaultVersion: '1.27.3-gke.100',
      validVersions: [
        '1.28.3-gke.1203001',
        '1.27.7-gke.1121000',
        '1.27.7-gke.1056000',
        '1.27.3-gke.1700',
        '1.27.3-gke.100',
        '1.26.10-gke.1101000',
        '1.26.6-gke.1700',
        '1.25.15-gke.1115000',
        '1.25.11-gke.1000',
        '1.24.17-gke.2364000',
      ],
    },
    STABLE: {
      defaultVersion: '1.27.3-gke.100',
      validVersions: [
        '1.27.7-gke.1056000',
        '1.27.3-gke.1700',
        '1.27.3-gke.100',
        '1.26.10-gke.1038000',
        '1.26.5-gke.2700',
        '1.25.14-gke.1474000',
        '1.25.11-gke.1000',
        '1.24.17-gke.2155000',
      ],
    },
    EXTENDED: undefined,
  },
  defaultVersion: '1.27.3-gke.100',
  validMasterVersions: [
    '1.28.3-gke.1203001',
    '1.27.7-gke.1121000',
    '1.27.7-gke.1056000',
    '1.27.3-gke.1700',
    '1.27.3-gke.100',
    '1.26.10-gke.1101000',
    '1.26.10-gke.1038000',
    '1.26.6-gke.1700',
    '1.25.15-gke.1115000',
    '1.25.14-gke.1474000',
    '1.25.11-gke.1000',
    '1.24.17-gke.2364000',
    '1.24.17-gke.2155000',
  ],
  validNodeVersions: [
    '1.28.3-gke.1203001',
    '1.27.7-gke.1121000',
    '1.27.7-gke.1056000',
    '1.27.3-gke.1700',
    '1.27.3-gke.100',
    '1.26.10-gke.1101000',
    '1.26.10-gke.1038000',
    '1.26.6-gke.1700',
    '1.25.15-gke.1115000',
    '1.25.14-gke.1474000',
    '1.25.11-gke.1000',
    '1.24.17-gke.2364000',
    '1.24.17-gke.2155000',
    '1.23.17-gke.10700',
  ],
};

/** https://cloud.google.com/kubernetes-engine/docs/release-schedule of November 2026. */
const november2026: VersionFacts = {
  channels: {
    RAPID: {
      defaultVersion: '1.36.1-gke.1200000',
      validVersions: [
        '1.36.2-gke.1050000',
        '1.36.1-gke.1200000',
        '1.35.4-gke.1300000',
        '1.34.8-gke.1100000',
        '1.33.12-gke.1000000',
      ],
    },
    REGULAR: {
      defaultVersion: '1.35.3-gke.1400000',
      validVersions: [
        '1.36.1-gke.1200000',
        '1.35.4-gke.1300000',
        '1.35.3-gke.1400000',
        '1.34.7-gke.1200000',
        '1.33.11-gke.1100000',
      ],
    },
    STABLE: {
      defaultVersion: '1.34.6-gke.1500000',
      validVersions: [
        '1.35.3-gke.1400000',
        '1.34.7-gke.1200000',
        '1.34.6-gke.1500000',
        '1.33.11-gke.1100000',
        '1.33.10-gke.1000000',
      ],
    },
    EXTENDED: {
      defaultVersion: '1.34.6-gke.1500000',
      validVersions: [
        '1.36.1-gke.1200000',
        '1.35.3-gke.1400000',
        '1.34.6-gke.1500000',
        '1.33.11-gke.1100000',
        '1.32.13-gke.1000000',
        '1.31.14-gke.1900000',
        '1.30.14-gke.2400000',
      ],
    },
  },
  defaultVersion: '1.35.3-gke.1400000',
  validMasterVersions: [
    '1.36.1-gke.1200000',
    '1.35.4-gke.1300000',
    '1.35.3-gke.1400000',
    '1.34.7-gke.1200000',
    '1.34.6-gke.1500000',
    '1.33.11-gke.1100000',
  ],
  validNodeVersions: [
    '1.36.1-gke.1200000',
    '1.35.4-gke.1300000',
    '1.35.3-gke.1400000',
    '1.34.7-gke.1200000',
    '1.34.6-gke.1500000',
    '1.33.11-gke.1100000',
    '1.32.13-gke.1000000',
    '1.31.14-gke.1900000',
    '1.30.14-gke.2400000',
  ],
};

export const versionFacts: Readonly<Record<'2023-12' | '2026-11', VersionFacts>> = {
  '2023-12': december2023,
  '2026-11': november2026,
};
