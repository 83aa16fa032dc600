/** An object of an earlier life as JSON text. It is parsed when it is first asked for: most events never are. */
export class EncodedObject {
  readonly namespace: string;
  readonly name: string;
  readonly text: string;

  constructor(namespace: string, name: string, text: string) {
    this.namespace = namespace;
    this.name = name;
    this.text = text;
  }
}
