<#-- Rheo's statements. Each becomes a StatementNode, which carries a record of ParsedStatement. -->

SqlNode RheoCreate() :
{
    final Span s;
    boolean replace = false;
    boolean temporary = false;
    final ParsedStatement statement;
}
{
    <CREATE> { s = span(); }
    [ <OR> <REPLACE> { replace = true; } ]
    [ <TEMPORARY> { temporary = true; } ]
    (
        statement = RheoCreateTable(s, replace)
    |
        statement = RheoCreateView(s, replace)
    |
        statement = RheoCreateMaterializedView(s, replace)
    |
        statement = RheoCreateFunction(s, replace)
    )
    { return new StatementNode(s.end(this), statement); }
}

boolean RheoIfNotExists() :
{
}
{
    LOOKAHEAD(3) <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

boolean RheoIfExists() :
{
}
{
    LOOKAHEAD(2) <IF> <EXISTS> { return true; }
|
    { return false; }
}

ParsedStatement RheoCreateTable(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final List<TableElement> elements = new ArrayList<TableElement>();
    final List<OptionNode> properties = new ArrayList<OptionNode>();
    SqlNode comment = null;
    SqlNode query = null;
}
{
    <TABLE>
    ifNotExists = RheoIfNotExists()
    name = CompoundIdentifier()
    [
        <LPAREN> RheoTableElement(elements) ( <COMMA> RheoTableElement(elements) )* <RPAREN>
    ]
    [ <COMMENT> comment = StringLiteral() ]
    [
        <WITH> <LPAREN>
        [ RheoOption(properties) ( <COMMA> RheoOption(properties) )* ]
        <RPAREN>
    ]
    [ <AS> query = RheoQuery() ]
    {
        return new ParsedStatement.CreateTable(
            s.end(this), replace, ifNotExists, name, elements, properties, StatementNode.text(comment),
            query == null
                ? Optional.<ParsedStatement.Query>empty()
                : Optional.of(StatementNode.query(query)));
    }
}

void RheoTableElement(List<TableElement> elements) :
{
    final SqlIdentifier name;
    final SqlNode expression;
    final SqlNodeList key;
    final Span s = Span.of();
}
{
    LOOKAHEAD(2)
    <WATERMARK> { s.add(this); } <FOR> name = CompoundIdentifier() <AS>
    expression = Expression(ExprContext.ACCEPT_NON_QUERY)
    { elements.add(new TableElement.Watermark(s.end(this), name, expression)); }
|
    [ <CONSTRAINT> SimpleIdentifier() ]
    <PRIMARY> { s.add(this); } <KEY> key = ParenthesizedSimpleIdentifierList() RheoNotEnforced()
    { elements.add(new TableElement.PrimaryKey(s.end(this), StatementNode.identifiers(key))); }
|
    RheoColumn(elements)
}

void RheoNotEnforced() :
{
}
{
    [ <NOT> <ENFORCED> ]
}

void RheoColumn(List<TableElement> elements) :
{
    final SqlIdentifier name;
    SqlDataTypeSpec type;
    SqlNode expression = null;
    SqlNode key = null;
    SqlNode comment = null;
    boolean virtual = false;
    boolean nullable = true;
    boolean metadata = false;
    boolean primary = false;
    final Span s;
}
{
    name = SimpleIdentifier() { s = Span.of(name); }
    (
        <AS> expression = Expression(ExprContext.ACCEPT_NON_QUERY)
        [ <COMMENT> comment = StringLiteral() ]
        { elements.add(new TableElement.Computed(name, expression)); }
    |
        type = DataType()
        ( <NULL> | nullable = NotNullOpt() )
        [
            <METADATA> { metadata = true; }
            [ <FROM> key = StringLiteral() ]
            [ <VIRTUAL> { virtual = true; } ]
        ]
        [ <PRIMARY> <KEY> RheoNotEnforced() { primary = true; } ]
        [ <COMMENT> comment = StringLiteral() ]
        {
            type = type.withNullable(nullable);
            elements.add(metadata
                ? new TableElement.Metadata(name, type, StatementNode.text(key), virtual)
                : new TableElement.Physical(name, type));
            if (primary) {
                elements.add(new TableElement.PrimaryKey(
                    name.getParserPosition(), Collections.singletonList(name)));
            }
        }
    )
}

void RheoOption(List<OptionNode> properties) :
{
    final SqlNode key;
    final SqlNode value;
}
{
    key = StringLiteral() <EQ> value = StringLiteral()
    { properties.add(StatementNode.option(key, value)); }
}

ParsedStatement RheoCreateView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = null;
    SqlNode comment = null;
    final SqlNode query;
}
{
    <VIEW>
    ifNotExists = RheoIfNotExists()
    name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [ <COMMENT> comment = StringLiteral() ]
    <AS>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new ParsedStatement.CreateView(
            s.end(this), replace, ifNotExists, name, StatementNode.identifiers(columns), query);
    }
}

ParsedStatement RheoCreateMaterializedView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = null;
    final SqlNode query;
}
{
    <MATERIALIZED> <VIEW>
    ifNotExists = RheoIfNotExists()
    name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS>
    query = RheoQuery()
    {
        return new ParsedStatement.CreateMaterializedView(
            s.end(this), replace, ifNotExists, name, StatementNode.identifiers(columns),
            StatementNode.query(query));
    }
}

ParsedStatement RheoCreateFunction(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlNode className;
    SqlIdentifier language = null;
    SqlNode jar = null;
}
{
    [ <SYSTEM> ] <FUNCTION>
    ifNotExists = RheoIfNotExists()
    name = CompoundIdentifier() <AS> className = StringLiteral()
    [ <LANGUAGE> language = SimpleIdentifier() ]
    [ <USING> <JAR> jar = StringLiteral() ]
    {
        return new ParsedStatement.CreateFunction(
            s.end(this), replace, ifNotExists, name, className, Optional.ofNullable(language),
            Optional.ofNullable(jar));
    }
}

SqlNode RheoDrop() :
{
    final Span s;
    ObjectKind kind = null;
    final boolean ifExists;
    final SqlIdentifier name;
    DropBehavior behavior = DropBehavior.DEFAULT;
}
{
    <DROP> { s = span(); }
    [ <TEMPORARY> ]
    (
        <TABLE> { kind = ObjectKind.TABLE; }
    |
        <VIEW> { kind = ObjectKind.VIEW; }
    |
        <MATERIALIZED> <VIEW> { kind = ObjectKind.MATERIALIZED_VIEW; }
    |
        [ <SYSTEM> ] <FUNCTION>
    )
    ifExists = RheoIfExists()
    name = CompoundIdentifier()
    [
        <RESTRICT> { behavior = DropBehavior.RESTRICT; }
    |
        <CASCADE> { behavior = DropBehavior.CASCADE; }
    ]
    {
        return new StatementNode(s.end(this), kind == null
            ? new ParsedStatement.DropFunction(s.pos(), name, ifExists)
            : new ParsedStatement.Drop(s.pos(), kind, name, ifExists, behavior));
    }
}

SqlNode RheoInsert() :
{
    final Span s;
    final SqlIdentifier target;
    SqlNodeList columns = null;
    final SqlNode query;
}
{
    <INSERT> { s = span(); } <INTO>
    target = CompoundIdentifier()
    [
        LOOKAHEAD(3)
        columns = ParenthesizedSimpleIdentifierList()
    ]
    query = RheoQuery()
    {
        return new StatementNode(s.end(this), new ParsedStatement.Insert(
            s.pos(), target, StatementNode.identifiers(columns), StatementNode.query(query)));
    }
}

SqlNode RheoQuery() :
{
    final SqlNode query;
    EmitMode emit = EmitMode.DEFAULT;
    final Span s;
    final Span e = Span.of();
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { s = Span.of(query); }
    [
        <EMIT> { e.add(this); }
        (
            <CHANGES> { emit = EmitMode.CHANGES; }
        |
            <ON> <WINDOW> <CLOSE> { emit = EmitMode.ON_WINDOW_CLOSE; }
        )
        { e.end(this); }
    ]
    {
        return new StatementNode(s.end(this), new ParsedStatement.Query(
            query, emit, emit == EmitMode.DEFAULT
                ? Optional.<SqlParserPos>empty() : Optional.of(e.pos())));
    }
}

SqlNode RheoExplain() :
{
    final Span s;
    ExplainLevel level = ExplainLevel.PHYSICAL;
    Feature later = null;
    SqlIdentifier job = null;
    SqlNode statement = null;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(1)
        (
        <PLAN> <FOR>
    |
        <LOGICAL> { level = ExplainLevel.LOGICAL; }
    |
        <PHYSICAL>
    |
        <ANALYZE> { later = Feature.EXPLAIN_ANALYZE; }
    |
        <WHY> { later = Feature.EXPLAIN_WHY; }
        )
    ]
    (
        statement = RheoInsert()
    |
        LOOKAHEAD(RheoStatementSetStart())
        statement = RheoStatementSet()
    |
        statement = RheoCreate()
    |
        LOOKAHEAD(CompoundIdentifier() <EOF>)
        job = CompoundIdentifier()
    |
        statement = RheoQuery()
    )
    {
        if (later == null && job != null) {
            return new StatementNode(s.end(this), new ParsedStatement.ExplainJob(s.pos(), job));
        }
        return new StatementNode(s.end(this), later != null
            ? new ParsedStatement.Later(s.pos(), later)
            : new ParsedStatement.Explain(
                s.pos(), level, ((StatementNode) statement).statement()));
    }
}

SqlNode RheoShow() :
{
    final Span s;
    final ParsedStatement statement;
    boolean user = false;
    final SqlIdentifier name;
}
{
    <SHOW> { s = span(); }
    (
        <TABLES> { statement = new ParsedStatement.Show(s.pos(), ObjectKind.TABLE); }
    |
        <VIEWS> { statement = new ParsedStatement.Show(s.pos(), ObjectKind.VIEW); }
    |
        <MATERIALIZED> <VIEWS>
        { statement = new ParsedStatement.Show(s.end(this), ObjectKind.MATERIALIZED_VIEW); }
    |
        <JOBS> { statement = new ParsedStatement.ShowJobs(s.end(this)); }
    |
        [ <USER> { user = true; } ]
        <FUNCTIONS> { statement = new ParsedStatement.ShowFunctions(s.end(this), user); }
    |
        <CREATE>
        (
            <TABLE> name = CompoundIdentifier()
            { statement = new ParsedStatement.ShowCreate(s.pos(), ObjectKind.TABLE, name); }
        |
            <VIEW> name = CompoundIdentifier()
            { statement = new ParsedStatement.ShowCreate(s.pos(), ObjectKind.VIEW, name); }
        |
            <MATERIALIZED> <VIEW> name = CompoundIdentifier()
            {
                statement =
                    new ParsedStatement.ShowCreate(s.pos(), ObjectKind.MATERIALIZED_VIEW, name);
            }
        )
    )
    { return new StatementNode(s.end(this), statement); }
}

SqlNode RheoDescribe() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    ( <DESCRIBE> | <DESC> ) { s = span(); }
    [ <TABLE> ]
    name = CompoundIdentifier()
    { return new StatementNode(s.end(this), new ParsedStatement.Describe(s.pos(), name)); }
}

SqlNode RheoSet() :
{
    final Span s;
    SqlNode key = null;
    SqlNode value = null;
}
{
    <SET> { s = span(); }
    [ key = RheoSettingPart() <EQ> ( value = RheoSettingPart() | value = NumericLiteral() ) ]
    {
        return new StatementNode(s.end(this), new ParsedStatement.Set(
            s.pos(), StatementNode.setting(key), StatementNode.setting(value)));
    }
}

SqlNode RheoReset() :
{
    final Span s;
    SqlNode key = null;
}
{
    <RESET> { s = span(); }
    [ key = RheoSettingPart() ]
    {
        return new StatementNode(
            s.end(this), new ParsedStatement.Reset(s.pos(), StatementNode.setting(key)));
    }
}

SqlNode RheoSettingPart() :
{
    final SqlNode part;
}
{
    ( part = StringLiteral() | part = CompoundIdentifier() | part = RheoTruth() )
    { return part; }
}

SqlNode RheoTruth() :
{
}
{
    <TRUE> { return SqlLiteral.createCharString("true", getPos()); }
|
    <FALSE> { return SqlLiteral.createCharString("false", getPos()); }
}

<#-- Flink opens a set in two ways, and leaves EXECUTE out after EXPLAIN. -->
void RheoStatementSetStart() :
{
}
{
    <BEGIN> <STATEMENT> <SET> <SEMICOLON>
|
    [ <EXECUTE> ] <STATEMENT> <SET> <BEGIN>
}

SqlNode RheoStatementSet() :
{
    final Span s;
    SqlNode insert;
    final List<ParsedStatement.Insert> inserts = new ArrayList<ParsedStatement.Insert>();
}
{
    { s = Span.of(); }
    RheoStatementSetStart() { s.add(this); }
    ( insert = RheoInsert() { inserts.add(StatementNode.insert(insert)); } <SEMICOLON> )+
    <END>
    {
        return new StatementNode(s.end(this), new ParsedStatement.StatementSet(s.pos(), inserts));
    }
}

SqlNode RheoJobCommand() :
{
    final Span s;
    final JobAction action;
    final SqlNode job;
}
{
    (
        <PAUSE> { action = JobAction.PAUSE; }
    |
        <RESUME> { action = JobAction.RESUME; }
    |
        <STOP> { action = JobAction.STOP; }
    )
    { s = span(); }
    <JOB>
    ( job = SimpleIdentifier() | job = StringLiteral() )
    {
        return new StatementNode(
            s.end(this),
            new ParsedStatement.JobCommand(
                job.getParserPosition(), action, StatementNode.name(job)));
    }
}

<#-- Types that Flink spells in its own way. FLOAT has four bytes, as in Flink. -->
SqlTypeNameSpec RheoTypeName() :
{
    final Span s;
    int precision = -1;
    final SqlDataTypeSpec element;
    final SqlDataTypeSpec key;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
}
{
    <STRING> { return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, getPos()); }
|
    <BYTES> { return new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, getPos()); }
|
    <FLOAT> { return new SqlBasicTypeNameSpec(SqlTypeName.REAL, getPos()); }
|
    <TIMESTAMP_LTZ> { s = span(); } precision = PrecisionOpt()
    {
        return new SqlBasicTypeNameSpec(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, s.end(this));
    }
|
    <ARRAY> { s = span(); } <LT> element = DataType() RheoNullability() <GT>
    {
        return new SqlCollectionTypeNameSpec(
            element.getTypeNameSpec(), SqlTypeName.ARRAY, s.end(this));
    }
|
    <MAP> { s = span(); } <LT> key = DataType() RheoNullability() <COMMA>
    element = DataType() RheoNullability() <GT>
    { return new SqlMapTypeNameSpec(key, element, s.end(this)); }
|
    LOOKAHEAD(2)
    <ROW> { s = span(); } <LT> RheoField(names, types) ( <COMMA> RheoField(names, types) )* <GT>
    { return new SqlRowTypeNameSpec(s.end(this), names, types); }
|
    <ROW> { s = span(); } <LPAREN> RheoField(names, types) ( <COMMA> RheoField(names, types) )*
    <RPAREN>
    { return new SqlRowTypeNameSpec(s.end(this), names, types); }
}

void RheoNullability() :
{
}
{
    [ <NOT> <NULL> ]
}

void RheoField(List<SqlIdentifier> names, List<SqlDataTypeSpec> types) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    final boolean nullable;
}
{
    name = SimpleIdentifier()
    type = DataType()
    nullable = NotNullOpt()
    {
        names.add(name);
        types.add(type.withNullable(nullable));
    }
}

<#-- PostgreSQL's x::type. -->
void RheoInfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> { checkNonQueryExpression(exprContext); }
    type = DataType()
    {
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, s.pos()));
        list.add(type);
    }
}

SqlIdentifier RheoArgumentName() :
{
    final SqlIdentifier name;
}
{
    name = SimpleIdentifier() { return name; }
|
    <OFFSET> { return new SqlIdentifier("OFFSET", getPos()); }
}

<#-- PostgreSQL's SELECT DISTINCT ON (x, …). -->
void RheoDistinctOn(List<SqlNode> selectList) :
{
    final Span s;
    final SqlNodeList keys;
}
{
    <ON> { s = span(); }
    keys = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY)
    { selectList.add(RheoForms.DISTINCT_ON.createCall(s.end(this), keys.getList())); }
}

void RheoOnlyOrWithTies(SqlNode[] offsetFetch) :
{
}
{
    <ONLY>
|
    <WITH> <TIES>
    { offsetFetch[1] = RheoForms.WITH_TIES.createCall(getPos(), offsetFetch[1]); }
}

SqlNode RheoPivotOpt(SqlNode table) :
{
    SqlNode pivoted;
    final SqlIdentifier alias;
}
{
    LOOKAHEAD(2)
    ( pivoted = Pivot(table) | pivoted = Unpivot(table) )
    [
        LOOKAHEAD(1, { !RheoForms.isHalfJoin(getToken(1).kind, getToken(2).kind) })
        [ <AS> ] alias = SimpleIdentifier()
        {
            pivoted = SqlStdOperatorTable.AS.createCall(
                Span.of(pivoted).end(this), pivoted, alias);
        }
    ]
    { return pivoted; }
|
    { return table; }
}

<#-- Without a unit, the text names it: INTERVAL '1 minute'. -->
SqlIntervalQualifier RheoIntervalQualifier() :
{
    final SqlIntervalQualifier unit;
}
{
    unit = IntervalQualifier() { return unit; }
|
    { return new SqlIntervalQualifier(RheoForms.NO_UNIT, null, getPos()); }
}

<#-- An array's elements as rows, among the columns of SELECT. -->
SqlNode RheoUnnestCall() :
{
    final Span s;
    final SqlNodeList collections;
}
{
    <UNNEST> { s = span(); }
    collections = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY)
    { return SqlStdOperatorTable.UNNEST.createCall(s.end(this), collections.getList()); }
}

<#-- x AT TIME ZONE z -->
void RheoAtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> { checkNonQueryExpression(exprContext); s.clear().add(this); } <TIME> <ZONE>
    { list.add(new SqlParserUtil.ToTreeListItem(RheoForms.AT_TIME_ZONE, s.end(this))); }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

<#-- LATERAL f(…), short for LATERAL TABLE(f(…)). -->
SqlNode RheoLateralCall() :
{
    final SqlIdentifier name;
    final SqlNode call;
}
{
    <LATERAL> name = CompoundTableIdentifier()
    call = ImplicitTableFunctionCallArgs(name)
    { return addLateral(call, true); }
}

<#-- ORDER BY ALL [DESC] -->
void RheoOrderByAll(List<SqlNode> list) :
{
    SqlNode all;
}
{
    <ALL> { all = RheoForms.allColumns(getPos()); }
    [
        <ASC>
    |
        <DESC> { all = SqlStdOperatorTable.DESC.createCall(getPos(), all); }
    ]
    { list.add(all); }
}

<#-- The patterns of x LIKE ANY (…) and x LIKE ALL (…). -->
List<Object> RheoPatterns() :
{
    final Span s;
    final SqlOperator quantifier;
    final SqlNodeList patterns;
    final List<Object> list = new ArrayList<Object>();
}
{
    (
        ( <ANY> | <SOME> ) { quantifier = RheoForms.ANY_PATTERN; }
    |
        <ALL> { quantifier = RheoForms.ALL_PATTERNS; }
    )
    { s = span(); }
    patterns = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NON_QUERY)
    {
        list.add(quantifier.createCall(s.end(this), patterns.getList()));
        return list;
    }
}

<#-- CLASSIFIER(), or that of the last row of a variable. -->
SqlCall RheoClassifier() :
{
    final Span s;
    SqlIdentifier variable = null;
}
{
    <CLASSIFIER> { s = span(); } <LPAREN> [ variable = SimpleIdentifier() ] <RPAREN>
    { return RheoForms.classifier(s.end(this), variable); }
}

<#-- ALL ROWS PER MATCH SHOW EMPTY MATCHES and the like; null if nothing is said. -->
SqlOperator RheoMatchRowsOpt() :
{
}
{
    <SHOW> <EMPTY> <MATCHES> { return RheoForms.SHOW_EMPTY_MATCHES; }
|
    <OMIT> <EMPTY> <MATCHES> { return RheoForms.OMIT_EMPTY_MATCHES; }
|
    <WITH> <UNMATCHED> <ROWS> { return RheoForms.WITH_UNMATCHED_ROWS; }
|
    { return null; }
}

<#-- [LEFT] SEMI JOIN and [LEFT] ANTI JOIN: the rows of one side, with a partner or without. -->
JoinType RheoHalfJoin() :
{
}
{
    [ <LEFT> ]
    (
        <SEMI> <JOIN> { return JoinType.LEFT_SEMI_JOIN; }
    |
        <ANTI> <JOIN> { return JoinType.LEFT_ANTI_JOIN; }
    )
}

<#-- agg(x ORDER BY y) -->
void RheoArgumentOrder(List<SqlNode> list, ExprContext exprContext) :
{
    final SqlNodeList order;
}
{
    order = OrderBy(true)
    {
        checkNonQueryExpression(exprContext);
        list.add(order);
    }
}

<#-- agg(x IGNORE NULLS): a mark behind the arguments. -->
void RheoArgumentNulls(List<SqlNode> list) :
{
    final Pair<SqlParserPos, SqlOperator> nulls;
}
{
    [ nulls = NullTreatment() { list.add(RheoForms.nulls(nulls.right, nulls.left)); } ]
}
