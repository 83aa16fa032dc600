import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'its GPUs among what pods can ask for';

export const gpusOffered: Check = {
  id: 'nodes/gpus-offered',
  title: 'Every GPU node offers its GPUs',
  why: 'A node offers its GPUs once the driver is installed and the device plugin runs. Until then pods that ask for them stay pending.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#installing_drivers',
  runbook: '10',
  scope: 'cluster',
  probes: [nodesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const evidence =
      'kubectl get nodes -l cloud.google.com/gke-accelerator -o custom-columns=NAME:.metadata.name,GPUS:.status.allocatable.nvidia\\.com/gpu';
    return readFact(facts, nodesProbe)
      .groups.filter(({accelerator}) => accelerator !== null)
      .map(({pool, accelerator, count, gpus, withoutGpus}) => {
        const own = about({resource: `Pool ${pool}`, expected, evidence});
        if (withoutGpus.length === 0) return own.pass(`${gpus} × ${accelerator} on ${count} nodes`);
        const names = withoutGpus.slice(0, 5).join(', ');
        return own.fail(`${withoutGpus.length} of ${count} nodes with ${accelerator} offer none: ${names}`, [
          {
            text: 'See whether the driver’s installer runs and what it says.',
            command: 'kubectl get pods --namespace kube-system -l k8s-app=nvidia-gpu-device-plugin -o wide',
          },
          {
            text: 'A pool without managed drivers needs the installer’s DaemonSet.',
            command:
              'kubectl apply -f https://raw.githubusercontent.com/GoogleCloudPlatform/container-engine-accelerators/master/nvidia-driver-installer/cos/daemonset-preloaded.yaml',
          },
        ]);
      });
  },
};
