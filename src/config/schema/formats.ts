import {z} from 'zod';

/** A text of a given form; `allowed` completes “allowed: …” when something else was found. */
export function textOf(pattern: RegExp, allowed: string): z.ZodString {
  return z.string().regex(pattern, {error: allowed});
}

const label = '[a-z]([a-z0-9-]*[a-z0-9])?';

/**
 * It becomes a label's value and the beginning of resources' names, `-ingress` and the like appended.
 * https://cloud.google.com/compute/docs/naming-resources
 */
export const deploymentName = textOf(
  /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  'a name of 1 to 30 lower-case letters, digits and dashes that starts with a letter and does not end in a dash',
);

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
export const projectId = textOf(
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  'a project id of 6 to 30 lower-case letters, digits and dashes that starts with a letter and does not end in a dash',
);

/** https://cloud.google.com/billing/docs/how-to/find-billing-account-id */
export const billingAccount = textOf(
  /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
  'a billing account id such as 012345-6789AB-CDEF01',
);

/** https://cloud.google.com/resource-manager/docs/creating-managing-organization#retrieving_your_organization_id */
export const resourceNumber = textOf(
  /^[1-9]\d{5,18}$/,
  'a number such as 123456789012, without organizations/ or folders/',
);

/** https://cloud.google.com/iam/docs/service-accounts-create */
export const serviceAccountId = textOf(
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  'a service account id of 6 to 30 lower-case letters, digits and dashes, without @ and what follows it',
);

/** https://cloud.google.com/compute/docs/regions-zones */
export const location = textOf(
  /^[a-z]+-[a-z]+\d+(-[a-z])?$/,
  'a zone such as northamerica-northeast1-c or a region such as northamerica-northeast1',
);

export const zone = textOf(/^[a-z]+-[a-z]+\d+-[a-z]$/, 'a zone such as northamerica-northeast1-c');

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster */
export const clusterName = textOf(
  /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
  'a name of 1 to 40 lower-case letters, digits and dashes that starts with a letter and does not end in a dash',
);

/** https://cloud.google.com/compute/docs/naming-resources */
export const resourceName = textOf(
  new RegExp(`^(?=.{1,63}$)${label}$`),
  'a name of 1 to 63 lower-case letters, digits and dashes that starts with a letter and does not end in a dash',
);

/** https://cloud.google.com/kubernetes-engine/versioning */
export const kubernetesVersion = textOf(
  /^1\.\d{1,2}(\.\d+(-gke\.\d+)?)?$/,
  'a minor version such as 1.27 or an exact one such as 1.27.3-gke.100',
);

/** https://cloud.google.com/compute/docs/machine-resource */
export const machineType = textOf(/^[a-z]\d+[a-z]?-[a-z]+(-[a-z0-9]+)*$/, 'a machine type such as n2-standard-16');

/** Shared by all of Google Cloud. https://cloud.google.com/storage/docs/buckets#naming */
export const bucketName = textOf(
  /^(?!goog)(?!.*g[o0][o0]gle)(?!.*\.\.)(?!\d+(\.\d+){3}$)[a-z0-9][a-z0-9_.-]{1,61}[a-z0-9]$/,
  'a bucket name of 3 to 63 lower-case letters, digits, dashes, underscores and dots that starts and ends with a letter or digit, is no IP address and does not mention google',
);

/** A region, or one of the dual and multiple regions. https://cloud.google.com/storage/docs/locations */
export const bucketLocation = textOf(
  /^([A-Za-z]+-[A-Za-z]+\d+|[Uu][Ss]|[Ee][Uu]|[Aa][Ss][Ii][Aa]|[A-Za-z]{3,4}\d{1,2})$/,
  'a region such as northamerica-northeast1, or US, EU, ASIA or a dual region such as NAM4',
);

/** Large enough for GKE's node image, at most what Compute Engine makes. https://cloud.google.com/compute/docs/disks */
export const diskSizeGb = z.int().min(10).max(65_536);

export const emailAddress = textOf(
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i,
  'an e-mail address such as platform@example.com',
);

/** `-hyperplane-certmanager` has to fit behind it into the 63 characters of a namespace. */
export const namespacePrefix = textOf(
  /^([a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?)?$/,
  'nothing, or 1 to 40 lower-case letters, digits and dashes, without a dash at either end',
);

/** The key of a Kubernetes label. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export const labelKey = textOf(
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/,
  'a label key such as hyperplane.dev/nodeType',
);

export const labelValue = textOf(
  /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/,
  'a label value of at most 63 letters, digits, dashes, underscores and dots',
);

/** A registry with the path below which images stand. */
export const imageRegistry = textOf(
  /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
  'a registry with a path, such as europe-docker.pkg.dev/PROJECT/REPOSITORY',
);
