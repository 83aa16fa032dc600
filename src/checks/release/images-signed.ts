import type {Try} from '../../model/diagnostic.js';
import type {Check, Judgement} from '../../model/finding.js';
import {matchGlob} from '../../model/match-glob.js';
import {about} from '../about.js';
import {joinUnknown} from '../join-unknown.js';
import {listFew} from '../list-few.js';
import {imageSignaturesProbe, type SignatureFact} from '../probes/image-signatures-probe.js';
import {readFact} from '../read-fact.js';

const isGood = (fact: SignatureFact) => fact.state === 'signed' && fact.byKey !== 0;

export const imagesSigned: Check = {
  id: 'release/images-signed',
  title: 'Images that have to be signed are, by the key that is trusted',
  why: 'A tag says nothing of who made an image: whoever may write to a registry may put another one there. A signature is over the digest, and only the holder of the key can make it.',
  docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  runbook: '16',
  probes: [imageSignaturesProbe],
  needs: ['release/images-resolvable'],
  evaluate({facts, config}) {
    const {keyProblem, images} = readFact(facts, imageSignaturesProbe);
    const {require = [], publicKey} = config.images?.signatures ?? {};
    const by = publicKey === undefined ? '' : ` by ${publicKey}`;
    if (keyProblem !== undefined)
      return [
        about({resource: 'images.signatures.publicKey', expected: 'a public key of ECDSA or RSA in PEM'}).fail(
          keyProblem,
          [{text: 'Put the key there that cosign generate-key-pair wrote beside the private one, cosign.pub.'}],
        ),
      ];
    const verify = (image: string): Try => ({
      text: 'Have whoever made the image sign it by its digest, and mirror it again with its signature.',
      command: `cosign sign --key cosign.key ${image}`,
    });
    const isRequired = ({image}: SignatureFact) => require.some((glob) => matchGlob(glob, image));
    const found = images.flatMap((fact): Judgement[] => {
      if (fact.state === 'absent') return [];
      const {image} = fact;
      const words = about({
        resource: image,
        expected: `a signature of its digest${by}`,
        evidence: publicKey?.startsWith('file:')
          ? `cosign verify --insecure-ignore-tlog --key ${publicKey.slice('file:'.length)} ${image}`
          : `cosign tree ${image}`,
      });
      if (fact.state === 'unseen') {
        const {missing, message, isPermission} = fact;
        return isRequired(fact)
          ? [words.unknown(message, {kind: isPermission ? 'permission' : 'answer', missing, message})]
          : [];
      }
      if (isGood(fact) || !isRequired(fact)) return [];
      const observed =
        fact.state === 'unsigned'
          ? `${fact.digest} is not signed`
          : `${fact.digest} is signed, and none of its ${fact.signatures} signatures is${by}`;
      return [words.fail(observed, [verify(image)])];
    });
    if (found.length > 0) return joinUnknown(found, 'images');
    const good = images.filter(isGood);
    const others = images.filter((fact) => !isGood(fact) && fact.state !== 'absent').map(({image}) => image);
    const observed = `${good.length} of ${images.length} images are signed${by}`;
    return [
      about({
        resource: `${images.length} images`,
        expected: require.length === 0 ? 'nothing is required' : `signatures of ${require.join(', ')}`,
      }).pass(others.length === 0 ? observed : `${observed}; not so ${listFew(others)}`),
    ];
  },
};
