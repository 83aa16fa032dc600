import {z} from 'zod';
import {billingAccount, projectId, resourceNumber, serviceAccountId} from './formats.js';

export const projectSchema = z
  .strictObject({
    mode: z
      .enum(['create', 'existing'])
      .default('existing')
      .meta({description: 'create makes the project and links its billing; existing only checks it'}),
    id: projectId.meta({description: 'Project id, unique in all of Google Cloud'}),
    billingAccount: billingAccount
      .optional()
      .meta({description: 'Billing account that pays for a project to be created, such as 012345-6789AB-CDEF01'}),
    organization: resourceNumber
      .optional()
      .meta({description: 'Number of the organization that a new project goes into'}),
    folder: resourceNumber
      .optional()
      .meta({description: 'Number of the folder that a new project goes into; instead of organization'}),
  })
  .meta({title: 'Project', description: 'The Google Cloud project that everything lives in'});

export const deployerSchema = z
  .strictObject({
    serviceAccount: serviceAccountId
      .default('shakudo-deployer')
      .meta({description: 'Id of the service account that installs, without @ and what follows it'}),
    displayName: z
      .string()
      .min(1)
      .max(100)
      .default('Shakudo deployer')
      .meta({description: 'How the account is called in the console'}),
  })
  .meta({title: 'Deployer', description: 'The service account that carries the installation out'});
