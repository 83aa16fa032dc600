import type {Incident} from '../incident.js';

const project = {meaning: 'project', usual: {from: 'project'}} as const;

/** What somebody above the project decides. */
export const governanceIncidents: readonly Incident[] = [
  {
    id: 'policy-forbids-keys',
    title: 'An organization policy forbids keys of service accounts',
    plane: 'google',
    cause:
      'The constraint iam.disableServiceAccountKeyCreation is enforced, as it is by default in organizations since 2024.',
    symptoms: {
      google: 'keys.create answers 400 FAILED_PRECONDITION, “Key creation is not allowed on this service account.”',
      cluster: 'nothing: keys that exist go on working',
    },
    truth: {
      plane: 'google',
      link: 'orgpolicy/key-creation-disabled',
      object: 'projects/{project}/policies/iam.disableServiceAccountKeyCreation',
    },
    cure: ['gcloud org-policies reset iam.disableServiceAccountKeyCreation --project {project}'],
    parameters: {project},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-org-policy',
          resource: 'projects/{project}',
          constraint: 'iam.disableServiceAccountKeyCreation',
          rules: [{enforce: true}],
        },
      },
    ],
  },
  {
    id: 'policy-restricts-locations',
    title: 'An organization policy keeps resources out of the region',
    plane: 'google',
    cause: 'The constraint gcp.resourceLocations allows other locations alone.',
    symptoms: {
      google: 'buckets.insert answers 412, “violates constraint ‘constraints/gcp.resourceLocations’”',
      cluster: 'nothing: what is there stays',
    },
    truth: {
      plane: 'google',
      link: 'orgpolicy/location-refused',
      object: 'projects/{project}/policies/gcp.resourceLocations',
    },
    cure: ['gcloud org-policies reset gcp.resourceLocations --project {project}'],
    parameters: {project, allowed: {meaning: 'value group that stays allowed', usual: 'in:asia-locations'}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-org-policy',
          resource: 'projects/{project}',
          constraint: 'gcp.resourceLocations',
          rules: [{values: {allowedValues: ['{allowed}']}}],
        },
      },
    ],
  },
  {
    id: 'policy-restricts-services',
    title: 'An organization policy forbids an API',
    plane: 'google',
    cause: 'The constraint gcp.restrictServiceUsage denies the API, enabled or not.',
    symptoms: {
      google: '403 “Request is disallowed by organization’s constraints/gcp.restrictServiceUsage constraint”',
      cluster: 'nothing at once',
    },
    truth: {
      plane: 'google',
      link: 'orgpolicy/service-refused',
      object: 'projects/{project}/policies/gcp.restrictServiceUsage',
    },
    cure: ['gcloud org-policies reset gcp.restrictServiceUsage --project {project}'],
    parameters: {project, service: {meaning: 'API', usual: 'dns.googleapis.com'}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-org-policy',
          resource: 'projects/{project}',
          constraint: 'gcp.restrictServiceUsage',
          rules: [{values: {deniedValues: ['{service}']}}],
        },
      },
    ],
  },
  {
    id: 'project-deleted',
    title: 'The project is marked for deletion',
    plane: 'google',
    cause: 'Somebody shut the project down; it is kept for 30 days.',
    symptoms: {
      google: 'the project says DELETE_REQUESTED, and calls to its APIs answer 403, “Project … has been deleted.”',
      cluster: 'what is there runs on until the project is gone',
    },
    truth: {plane: 'google', link: 'project/delete-requested', object: 'projects/{project}'},
    cure: ['gcloud projects undelete {project}'],
    parameters: {project},
    effects: [{on: 'cloud-state', change: {kind: 'request-deletion', projectId: '{project}'}}],
  },
];
