// vendor:yaml
import { yaml_LineCounter, yaml_isAlias, yaml_isCollection, yaml_isMap, yaml_isNode, yaml_isPair, yaml_isScalar, yaml_isSeq, yaml_parse, yaml_parseDocument } from "./vendor/vendor-IPBH7ZIW.js";

export {
  yaml_LineCounter,
  yaml_isAlias,
  yaml_isCollection,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parse,
  yaml_parseDocument
};
