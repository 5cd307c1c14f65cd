//! The shapes of the bodies, each with the server's name for it.

use crate::protocol::rest::shape::{
    self, Shape,
    Shape::{
        Also, Any, Between, Bool, Double, Doubled, Floats, Id, Inline, Int, List, Named, Needed, OneOf,
        Struct, Structs, Text, Texts, TextsMap, Uri, Vectors,
    },
};

static TEXT: Shape = Text;
static TEXTS: Shape = Texts;
static ID: Shape = Id;
static ANY: Shape = Any;

const OPERATORS: &[&str] = &[
    "And",
    "Or",
    "Equal",
    "Like",
    "NotEqual",
    "GreaterThan",
    "GreaterThanEqual",
    "LessThan",
    "LessThanEqual",
    "WithinGeoRange",
    "IsNull",
    "ContainsAny",
    "ContainsAll",
    "ContainsNone",
    "Not",
];
const STATUSES: &[&str] = &[
    "ACTIVE",
    "INACTIVE",
    "OFFLOADED",
    "OFFLOADING",
    "ONLOADING",
    "HOT",
    "COLD",
    "FROZEN",
    "FREEZING",
    "UNFREEZING",
];
const COMPRESSIONS: &[&str] = &[
    "DefaultCompression",
    "BestSpeed",
    "BestCompression",
    "ZstdDefaultCompression",
    "ZstdBestSpeed",
    "ZstdBestCompression",
    "NoCompression",
];
const RESTORED: &[&str] = &["noRestore", "all"];
const ACTIONS: &[&str] = &[
    "manage_backups",
    "read_cluster",
    "create_data",
    "read_data",
    "update_data",
    "delete_data",
    "read_nodes",
    "create_roles",
    "read_roles",
    "update_roles",
    "delete_roles",
    "create_collections",
    "read_collections",
    "update_collections",
    "delete_collections",
    "assign_and_revoke_users",
    "create_users",
    "read_users",
    "update_users",
    "delete_users",
    "create_tenants",
    "read_tenants",
    "update_tenants",
    "delete_tenants",
    "create_replicate",
    "read_replicate",
    "update_replicate",
    "delete_replicate",
    "create_aliases",
    "read_aliases",
    "update_aliases",
    "delete_aliases",
    "assign_and_revoke_groups",
    "read_groups",
    "create_mcp",
    "read_mcp",
    "update_mcp",
    "manage_namespaces",
];

pub(super) static OBJECT: Shape = Struct(
    "models.Object",
    &[
        ("additional", Any),
        ("class", Text),
        ("creationTimeUnix", Int),
        ("id", Id),
        ("lastUpdateTimeUnix", Int),
        ("properties", Any),
        ("tenant", Text),
        ("vector", Floats),
        ("vectorWeights", Any),
        ("vectors", Vectors),
    ],
);

pub(super) static BATCH_OBJECTS: Shape =
    Inline("batch.BatchObjectsCreateBody", &[("fields", Texts), ("objects", Structs(&OBJECT))]);

static GEO_RANGE: Shape = Struct("models.WhereFilterGeoRange", &[("distance", Any), ("geoCoordinates", Any)]);
static WHERE: Shape = Struct(
    "models.WhereFilter",
    &[
        ("operands", Structs(&WHERE)),
        ("operator", OneOf(OPERATORS)),
        ("path", Texts),
        ("valueBoolean", Bool),
        ("valueBooleanArray", List(&Bool)),
        ("valueDate", Text),
        ("valueDateArray", Texts),
        ("valueGeoRange", Also(&GEO_RANGE)),
        ("valueInt", Int),
        ("valueIntArray", List(&Int)),
        ("valueNumber", Double),
        ("valueNumberArray", List(&Double)),
        ("valueString", Text),
        ("valueStringArray", Texts),
        ("valueText", Text),
        ("valueTextArray", Texts),
    ],
);
pub(super) static BATCH_DELETE: Shape = Struct(
    "models.BatchDelete",
    &[
        ("deletionTimeUnixMilli", Int),
        ("dryRun", Bool),
        ("match", Struct("models.BatchDeleteMatch", &[("class", Text), ("where", Doubled("match", &WHERE))])),
        ("output", Text),
    ],
);

static BATCH_REFERENCE: Shape =
    Struct("models.BatchReference", &[("from", Uri), ("tenant", Text), ("to", Uri)]);
pub(super) static BATCH_REFERENCES: Shape = Structs(&BATCH_REFERENCE);
pub(super) static REFERENCE: Shape = Struct(
    "models.SingleRef",
    &[("beacon", Uri), ("class", Uri), ("classification", Any), ("href", Uri), ("schema", Any)],
);
pub(super) static REFERENCES: Shape = Named("models.MultipleRef", &Structs(&REFERENCE));

pub(super) static GRAPHQL: Shape =
    Struct("models.GraphQLQuery", &[("operationName", Text), ("query", Text), ("variables", Any)]);
pub(super) static GRAPHQLS: Shape = Named("models.GraphQLQueries", &Structs(&GRAPHQL));

pub(super) static TOKENIZE: Shape = Struct(
    "models.TokenizeRequest",
    &[
        ("analyzerConfig", Struct("models.TextAnalyzerConfig", shape::ANALYZER)),
        ("stopwordPresets", TextsMap),
        ("stopwords", Struct("models.StopwordConfig", shape::STOPWORDS)),
        ("text", Needed(&TEXT)),
        ("tokenization", Needed(&TOKENIZATION)),
    ],
);
static TOKENIZATION: Shape = OneOf(shape::TOKENIZATIONS);
pub(super) static TOKENIZE_PROPERTY: Shape =
    Struct("models.PropertyTokenizeRequest", &[("text", Needed(&TEXT))]);
pub(super) static INDEX: Shape =
    Struct("models.IndexUpsertRequest", &[("algorithm", Text), ("tokenization", Text)]);
pub(super) static SHARD_STATUS: Shape = Struct("models.ShardStatus", &[("status", Text)]);
static TENANT: Shape = Struct("models.Tenant", &[("activityStatus", OneOf(STATUSES)), ("name", Text)]);
pub(super) static TENANTS: Shape = Structs(&TENANT);
pub(super) static TENANT_NAMES: Shape = Texts;
pub(super) static ALIAS: Shape = Struct("models.Alias", &[("alias", Text), ("class", Text)]);
pub(super) static ALIAS_UPDATE: Shape = Inline("schema.AliasesUpdateBody", &[("class", Text)]);

const BACKUP_CONFIG: &[(&str, Shape)] = &[
    ("Bucket", Text),
    ("CPUPercentage", Between(1, 80)),
    ("ChunkSize", Int),
    ("CompressionLevel", OneOf(COMPRESSIONS)),
    ("Endpoint", Text),
    ("Path", Text),
];
const RESTORE_CONFIG: &[(&str, Shape)] = &[
    ("Bucket", Text),
    ("CPUPercentage", Between(1, 80)),
    ("Endpoint", Text),
    ("Path", Text),
    ("rolesOptions", OneOf(RESTORED)),
    ("usersOptions", OneOf(RESTORED)),
];
pub(super) static BACKUP: Shape = Struct(
    "models.BackupCreateRequest",
    &[
        ("config", Struct("models.BackupConfig", BACKUP_CONFIG)),
        ("exclude", Texts),
        ("id", Text),
        ("include", Texts),
        ("includeUsers", Texts),
        ("incremental_base_backup_id", Text),
    ],
);
pub(super) static RESTORE: Shape = Struct(
    "models.BackupRestoreRequest",
    &[
        ("config", Struct("models.RestoreConfig", RESTORE_CONFIG)),
        ("exclude", Texts),
        ("include", Texts),
        ("node_mapping", Any),
        ("overwriteAlias", Bool),
    ],
);

// What the engine does without, or a server without the setting: only the description speaks of their bodies.

static FORMAT: Shape = OneOf(&["parquet"]);
pub(super) static EXPORT: Shape = Struct(
    "models.ExportCreateRequest",
    &[("exclude", Texts), ("file_format", Needed(&FORMAT)), ("id", Needed(&TEXT)), ("include", Texts)],
);
pub(super) static REPLICATE: Shape = Struct(
    "models.ReplicationReplicateReplicaRequest",
    &[
        ("collection", Needed(&TEXT)),
        ("shard", Needed(&TEXT)),
        ("sourceNode", Needed(&TEXT)),
        ("targetNode", Needed(&TEXT)),
        ("type", OneOf(&["COPY", "MOVE"])),
    ],
);
pub(super) static FORCE_DELETE: Shape = Struct(
    "models.ReplicationReplicateForceDeleteRequest",
    &[("collection", Text), ("dryRun", Bool), ("id", Id), ("node", Text), ("shard", Text)],
);
pub(super) static SCALE: Shape = Struct(
    "models.ReplicationScalePlan",
    &[("collection", Needed(&TEXT)), ("planId", Needed(&ID)), ("shardScaleActions", Needed(&ANY))],
);
pub(super) static CREATE_USER: Shape =
    Inline("users.CreateUserBody", &[("createTime", Text), ("import", Bool), ("namespace", Text)]);
pub(super) static DEACTIVATE_USER: Shape = Inline("users.DeactivateUserBody", &[("revoke_key", Bool)]);
static ACTION: Shape = OneOf(ACTIONS);
pub(super) static PERMISSION: Shape = Struct(
    "models.Permission",
    &[
        ("action", Needed(&ACTION)),
        ("aliases", Any),
        ("backups", Any),
        ("collections", Any),
        ("data", Any),
        ("groups", Any),
        ("namespaces", Any),
        ("nodes", Any),
        ("replicate", Any),
        ("roles", Any),
        ("tenants", Any),
        ("users", Any),
    ],
);
static PERMISSIONS: Shape = Structs(&PERMISSION);
pub(super) static ROLE: Shape =
    Struct("models.Role", &[("name", Needed(&TEXT)), ("permissions", Needed(&PERMISSIONS))]);
pub(super) static ADD_PERMISSIONS: Shape =
    Inline("authz.AddPermissionsBody", &[("permissions", Needed(&PERMISSIONS))]);
pub(super) static REMOVE_PERMISSIONS: Shape =
    Inline("authz.RemovePermissionsBody", &[("permissions", Needed(&PERMISSIONS))]);
const OF_USER: &[(&str, Shape)] = &[("roles", Texts), ("userType", OneOf(&["oidc", "db"]))];
const OF_GROUP: &[(&str, Shape)] = &[("groupType", OneOf(&["oidc"])), ("roles", Texts)];
pub(super) static ASSIGN_TO_USER: Shape = Inline("authz.AssignRoleToUserBody", OF_USER);
pub(super) static REVOKE_FROM_USER: Shape = Inline("authz.RevokeRoleFromUserBody", OF_USER);
pub(super) static ASSIGN_TO_GROUP: Shape = Inline("authz.AssignRoleToGroupBody", OF_GROUP);
pub(super) static REVOKE_FROM_GROUP: Shape = Inline("authz.RevokeRoleFromGroupBody", OF_GROUP);
pub(super) static NEW_NAMESPACE: Shape = Struct("models.NamespaceCreateRequest", &[("home_node", Text)]);
pub(super) static NAMESPACE: Shape = Struct("models.NamespaceUpdateRequest", &[("home_node", Needed(&TEXT))]);
pub(super) static CLASSIFICATION: Shape = Struct(
    "models.Classification",
    &[
        ("basedOnProperties", Texts),
        ("class", Text),
        ("classifyProperties", Texts),
        ("error", Text),
        ("filters", Any),
        ("id", Id),
        ("meta", Any),
        ("settings", Any),
        ("status", OneOf(&["running", "completed", "failed"])),
        ("type", Text),
    ],
);
/// The server reads it into a struct without a name.
pub(super) static NEAR_TEXT: Shape = Struct("models.SearchCommon", &[("query", Needed(&TEXTS))]);
