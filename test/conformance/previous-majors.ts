/** The major before the one that we test with, of every client that stands among our dependencies. */
export const previousMajors = {
  '@google-cloud/compute': '6',
  '@google-cloud/container': '6',
  '@google-cloud/dns': '4',
  '@google-cloud/resource-manager': '5',
  '@google-cloud/service-usage': '3',
  '@google-cloud/storage': '7',
  '@kubernetes/client-node': '1',
} as const;
