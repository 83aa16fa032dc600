import type {Incident} from '../incident.js';

/** What goes wrong where images come from. */
export const registryIncidents: readonly Incident[] = [
  {
    id: 'image-missing',
    title: 'An image is gone from its registry',
    plane: 'google',
    cause: 'The publisher deleted the tag, or the release names one that was never pushed.',
    symptoms: {
      google: 'the registry answers 404 MANIFEST_UNKNOWN for the image',
      cluster: 'pods that a node has not pulled the image for say ErrImagePull: not found',
    },
    truth: {plane: 'google', link: 'registry/manifest-unknown', object: '{image}'},
    cure: ['Name a tag that is there, or push the image: shakinstall mirror from a registry that still has it.'],
    parameters: {
      image: {meaning: 'regular expression over HOST/PATH:TAG', usual: 'quay\\.io/keycloak/keycloak:.*'},
    },
    effects: [{on: 'cloud-state', change: {kind: 'withdraw-image', image: '{image}'}}],
  },
  {
    id: 'image-vulnerable',
    title: 'A grave vulnerability becomes known in an image of Artifact Registry',
    plane: 'google',
    cause: 'Somebody published a hole in a package that the image brings along.',
    symptoms: {
      google: 'Artifact Analysis has an occurrence of kind VULNERABILITY for each manifest that was scanned',
      cluster: 'nothing',
    },
    truth: {plane: 'google', link: 'registry/vulnerability', object: '{image}'},
    cure: ['Take an image that has the package in a newer version, or judge the finding and waive it for a while.'],
    parameters: {
      image: {meaning: 'regular expression over HOST/PATH', usual: '.*/keycloak/keycloak'},
      name: {meaning: 'name of the vulnerability', usual: 'CVE-2023-44487'},
      severity: {meaning: 'MINIMAL, LOW, MEDIUM, HIGH or CRITICAL', usual: 'CRITICAL'},
      package: {meaning: 'package that has it', usual: 'nghttp2'},
    },
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'publish-vulnerability',
          image: '{image}',
          name: '{name}',
          severity: '{severity}',
          package: '{package}',
          isFixable: true,
        },
      },
    ],
  },
  {
    id: 'signature-missing',
    title: 'The signatures of images are gone from their registry',
    plane: 'google',
    cause: 'A cleanup policy deleted tags that it did not know, or images were copied without what signs them.',
    symptoms: {
      google: 'the registry answers 404 for the tag sha256-DIGEST.sig, and lists nothing that refers to the image',
      cluster: 'nothing, unless an admission controller verifies signatures',
    },
    truth: {plane: 'google', link: 'registry/signature-missing', object: '{image}'},
    cure: ['Sign the images again, or mirror them again: shakinstall mirror copies signatures along.'],
    parameters: {
      image: {meaning: 'regular expression over HOST/PATH', usual: '.*'},
    },
    effects: [{on: 'cloud-state', change: {kind: 'withdraw-image', image: '{image}:sha256-[0-9a-f]+(\\.sig)?'}}],
  },
  {
    id: 'registry-too-many-requests',
    title: 'Registries limit the rate of requests',
    plane: 'transport',
    cause: 'Too many pulls came from this address in the last hours.',
    symptoms: {google: '429 TOOMANYREQUESTS with Retry-After, for some requests to registries', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'registry/429', object: '{methods}'},
    cure: ['Wait as long as Retry-After says; log in to the registry, or pull from a mirror.'],
    parameters: {
      methods: {meaning: 'regular expression over registry.KIND.METHOD', usual: 'registry\\..*'},
      share: {meaning: 'chance of each request, from 0 to 1', usual: 0.3},
      seconds: {meaning: 'what Retry-After says', usual: 20},
    },
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: '{methods}',
          share: '{share}',
          status: 429,
          message: 'You have reached your pull rate limit.',
          retryAfterSeconds: '{seconds}',
        },
      },
    ],
  },
];
