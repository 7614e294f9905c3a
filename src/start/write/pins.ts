/**
 * The actions of others that a written workflow uses, each at the commit of its version: a tag can be moved. Those that the
 * workflows of this repository use, too, are at the same commit.
 */
export const PINS = {
  'actions/checkout': { commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  'actions/setup-node': { commit: '820762786026740c76f36085b0efc47a31fe5020', version: 'v7.0.0' },
  'actions/upload-artifact': { commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
  'ruby/setup-ruby': { commit: '0dafeac902942906541bc140009cdbf32665b601', version: 'v1.315.0' },
} as const;
