/**
 * Regions with the letters of their zones and the second octet of their range in auto mode networks
 * (10.N.0.0/20). https://cloud.google.com/compute/docs/regions-zones and
 * https://cloud.google.com/vpc/docs/subnets#ip-ranges, read 2026-11.
 */
export const regionFacts: Readonly<Record<string, readonly [zones: string, octet: number]>> = {
  'africa-south1': ['abc', 218],
  'asia-east1': ['abc', 140],
  'asia-east2': ['abc', 170],
  'asia-northeast1': ['abc', 146],
  'asia-northeast2': ['abc', 174],
  'asia-northeast3': ['abc', 178],
  'asia-south1': ['abc', 160],
  'asia-south2': ['abc', 190],
  'asia-southeast1': ['abc', 148],
  'asia-southeast2': ['abc', 184],
  'asia-southeast3': ['abc', 232],
  'australia-southeast1': ['abc', 152],
  'australia-southeast2': ['abc', 192],
  'europe-central2': ['abc', 186],
  'europe-north1': ['abc', 166],
  'europe-north2': ['abc', 226],
  'europe-southwest1': ['abc', 204],
  'europe-west1': ['bcd', 132],
  'europe-west10': ['abc', 214],
  'europe-west12': ['abc', 210],
  'europe-west2': ['abc', 154],
  'europe-west3': ['abc', 156],
  'europe-west4': ['abc', 164],
  'europe-west6': ['abc', 172],
  'europe-west8': ['abc', 198],
  'europe-west9': ['abc', 200],
  'me-central1': ['abc', 212],
  'me-central2': ['abc', 216],
  'me-west1': ['abc', 208],
  'northamerica-northeast1': ['abc', 162],
  'northamerica-northeast2': ['abc', 188],
  'northamerica-south1': ['abc', 224],
  'southamerica-east1': ['abc', 158],
  'southamerica-west1': ['abc', 194],
  'us-central1': ['abcf', 128],
  'us-east1': ['bcd', 142],
  'us-east4': ['abc', 150],
  'us-east5': ['abc', 202],
  'us-south1': ['abc', 206],
  'us-west1': ['abc', 138],
  'us-west2': ['abc', 168],
  'us-west3': ['abc', 180],
  'us-west4': ['abc', 182],
};

/** Regions that opened after 2023 and are unknown to the older catalogue. */
export const regionsSince2024: readonly string[] = [
  'africa-south1',
  'asia-southeast3',
  'europe-north2',
  'northamerica-south1',
];
