import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {jobsProbe} from '../probes/jobs-probe.js';
import {readFact} from '../read-fact.js';

/** Name and version of an image, wherever it is kept: registries are often mirrored. */
function splitImage(image: string): {readonly name: string; readonly version: string} {
  const path = image.slice(image.lastIndexOf('/') + 1);
  const end = path.search(/[:@]/);
  return end < 0 ? {name: path, version: 'latest'} : {name: path.slice(0, end), version: path.slice(end + 1)};
}

export const imagesCurrent: Check = {
  id: 'jobs/images-current',
  title: 'The jobs of the installation ran in the versions that the release wants',
  why: 'The jobs bring PodSpecs and PlatformApps from their image. An older one may not hold the resource files, and completes without having loaded them.',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  runbook: '21',
  probes: [jobsProbe],
  needs: ['control-plane/api-server-answers', 'jobs/installation-jobs-complete'],
  evaluate({facts, release}) {
    const wanted = release.images.map(splitImage);
    const {jobs, critical} = readFact(facts, jobsProbe);
    return jobs
      .filter(({namespace, name}) => critical.some((entry) => entry.namespace === namespace && entry.name === name))
      .flatMap(({namespace, name, images}) =>
        images.flatMap((image): readonly Judgement[] => {
          const used = splitImage(image);
          const versions = wanted.filter((entry) => entry.name === used.name).map(({version}) => version);
          if (versions.length === 0) return [];
          const own = about({
            resource: `Job ${namespace}/${name}`,
            expected: `${used.name} in version ${versions.join(' or ')}`,
            evidence: `kubectl get job ${name} --namespace ${namespace} -o jsonpath='{.spec.template.spec.containers[*].image}'`,
          });
          if (versions.includes(used.version)) return [own.pass(image)];
          return [
            own.fail(image, [
              {
                text: 'Take the version out of the values that overrides the release’s, delete the job, and install again.',
                command: `kubectl delete job ${name} --namespace ${namespace} && shakinstall init`,
              },
            ]),
          ];
        }),
      );
  },
};
