// vendor:yaml
import { yaml_Document, yaml_LineCounter, yaml_isAlias, yaml_isCollection, yaml_isMap, yaml_isNode, yaml_isPair, yaml_isScalar, yaml_isSeq, yaml_parse, yaml_parseDocument, yaml_visit } from "./vendor/vendor-KL4UFYUE.js";

export {
  yaml_Document,
  yaml_LineCounter,
  yaml_isAlias,
  yaml_isCollection,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parse,
  yaml_parseDocument,
  yaml_visit
};
