import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {type StorageClassFact, storageClassesProbe} from '../probes/storage-classes-probe.js';
import {readFact} from '../read-fact.js';

/** Provisioners whose volumes many nodes may write to at once. */
const shared = /filestore|efs|nfs|cephfs|azure-?file|file\.csi\.azure|gcsfuse|glusterfs|lustre/i;
const ssd = /ssd|balanced|premium|gp[23]|io[12]|nvme|hyperdisk/i;

/** Nothing is provisioned where volumes have to stand already. */
const isDynamic = ({provisioner}: StorageClassFact) =>
  provisioner !== '' && provisioner !== 'kubernetes.io/no-provisioner';

export const storageDynamic: Check = {
  id: 'cluster/storage-dynamic',
  title: 'Storage classes provide volumes by themselves: a fast one for one node, a shared one for all',
  why: 'Claims that nobody provides for stay pending, and every database of the platform with them; shared project data needs volumes that all nodes may write to.',
  docs: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  scope: 'cluster',
  probes: [storageClassesProbe],
  needs: ['cluster/version-supported'],
  evaluate({facts}) {
    const classes = readFact(facts, storageClassesProbe).filter(isDynamic);
    const evidence = 'kubectl get storageclasses';
    const block = classes.filter(({provisioner}) => !shared.test(provisioner));
    const files = classes.filter(({provisioner}) => shared.test(provisioner));
    const names = (list: readonly StorageClassFact[]) =>
      list.map(({name, provisioner}) => `${name} (${provisioner})`).join(', ');
    const one = about({
      resource: 'ReadWriteOnce',
      expected: 'a class of dynamic volumes on SSD that can grow',
      evidence,
    });
    const all = about({
      resource: 'ReadWriteMany',
      expected: 'a class of dynamic volumes for all nodes, bound at once',
      evidence,
    });
    const fast = block.filter(({name, parameters}) =>
      [name, ...Object.values(parameters)].some((text) => ssd.test(text)),
    );
    const growing = fast.filter(({isExpandable}) => isExpandable);
    const judgeOne = () => {
      if (growing.length > 0) return one.pass(names(growing));
      if (block.length === 0)
        return one.fail('no class provides such volumes', [
          {text: 'Install the CSI driver of the machines’ disks, and a class for it.'},
        ]);
      return one.warn(
        `${names(block)}: ${fast.length === 0 ? 'none says that it is on SSD' : 'none lets volumes grow'}`,
        [{text: 'Add a class on SSD with allowVolumeExpansion: true.'}],
      );
    };
    const immediate = files.filter(({bindingMode}) => bindingMode === 'Immediate');
    const judgeAll = () => {
      if (immediate.length > 0) return all.pass(names(immediate));
      if (files.length > 0)
        return all.warn(`${names(files)}: bound only once a pod asks`, [
          {text: 'Add a class with volumeBindingMode: Immediate.'},
        ]);
      return all.fail('no class is known to provide such volumes', [
        {text: 'Install a driver of shared files (Filestore, EFS, Azure Files, NFS), and a class for it.'},
      ]);
    };
    return [judgeOne(), judgeAll()];
  },
};
