import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** Every coordinate that an operation's cost can depend on: the fields it asks for, their types, and what goes into them. */
export function touchedCoordinates(document: DocumentNode, schema: GraphQLSchema): Set<string> {
  const touched = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: () => {
        const type = info.getParentType();
        if (type) touched.add(type.name);
      },
      Field: ({ name }) => {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        const owners = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
        for (const owner of owners) touched.add(`${owner.name}.${name.value}`);
        const type = getNamedType(field.type);
        touched.add(type.name);
        if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) touched.add(possible.name);
        for (const argument of field.args) addInput(argument.type, touched);
      },
    }),
  );
  return touched;
}

function addInput(input: GraphQLInputType, touched: Set<string>): void {
  const type = getNamedType(input);
  if (touched.has(type.name)) return;
  touched.add(type.name);
  if (isObjectType(type) || !isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    touched.add(`${type.name}.${field.name}`);
    addInput(field.type, touched);
  }
}
