import {isErrorDiagnostic} from '../../model/diagnostic.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {releaseRenderingProbe} from '../probes/release-rendering-probe.js';
import {readFact} from '../read-fact.js';

export const rendersCleanly: Check = {
  id: 'release/renders-cleanly',
  title: 'The release is complete, and its chart and manifests render with these values',
  why: 'A token of the template that reaches a manifest, a part that is missing or a manifest that does not parse is found here, before a cluster is paid for, and not by helm an hour later.',
  docs: 'https://helm.sh/docs/helm/helm_template/',
  runbook: '14',
  probes: [releaseRenderingProbe],
  needs: ['tools/helm-new-enough'],
  evaluate({release, facts}) {
    const name = `${release.name} ${release.version}`;
    const evidence = `helm template ${release.chart.releaseName} ${release.chart.path}`;
    const diagnostics = readFact(facts, releaseRenderingProbe);
    const found = diagnostics.map((diagnostic) => {
      const {code, summary, detail, location, field, tries} = diagnostic;
      const place = location === undefined ? field : [location.file, location.line].filter(Boolean).join(':');
      const own = about({resource: place ?? name, expected: 'a release that renders without a complaint', evidence});
      const observed = `${summary}${detail === undefined ? '' : ` ${detail}`} (${code})`;
      return isErrorDiagnostic(diagnostic) ? own.fail(observed, tries) : own.warn(observed, tries);
    });
    if (found.length > 0) return found;
    const {images, manifests} = release;
    return [
      about({resource: name, expected: 'a release that renders without a complaint', evidence}).pass(
        `the chart and ${manifests.length} directories of manifests; ${images.length} images`,
      ),
    ];
  },
};
