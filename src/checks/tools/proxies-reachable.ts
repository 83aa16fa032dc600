import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workstationProbe} from '../probes/workstation-probe.js';
import {readFact} from '../read-fact.js';

export const proxiesReachable: Check = {
  id: 'tools/proxies-reachable',
  title: 'Every proxy that the environment names accepts connections',
  why: 'helm and the Google clients send everything through the proxy of HTTPS_PROXY; one that is gone looks like an outage of Google’s.',
  docs: 'https://cloud.google.com/sdk/docs/proxy-settings',
  probes: [workstationProbe],
  needs: [],
  evaluate({facts}) {
    const {proxies} = readFact(facts, workstationProbe);
    return proxies.map(({variable, url, isReachable, message}) => {
      const proxy = about({
        resource: variable,
        expected: 'accepts connections, or is not set',
        ...(url === '' ? {} : {evidence: `curl -sv --proxy ${url} https://www.googleapis.com -o /dev/null`}),
      });
      if (isReachable) return proxy.pass(`${url} ${message}`);
      return proxy.fail(`${url === '' ? 'its value' : url}: ${message}`, [
        {
          text: 'Correct the variable, connect to the network that the proxy is in, or go without it.',
          command: `unset ${variable}`,
        },
        {
          text: 'Addresses that are not to go through the proxy belong into NO_PROXY: the control plane’s and the platform’s domain.',
        },
      ]);
    });
  },
};
