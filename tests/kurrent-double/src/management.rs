//! What a client asks besides events: who is in the cluster, what a node can do, and a scavenge.

use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    node::Node,
    proto::{
        self,
        gossip::{
            ClusterInfo, EndPoint, MemberInfo, gossip_server::Gossip, member_info::VNodeState,
        },
        operations::{
            ScavengeResp, StartScavengeReq, StopScavengeReq, operations_server::Operations,
            scavenge_resp::ScavengeResult,
        },
        server_features::{
            SupportedMethod, SupportedMethods, server_features_server::ServerFeatures,
        },
    },
    refusal,
};

/// The release whose answers these are.
const VERSION: &str = "26.0.0";

/// What is served; `batchappend` is not.
const METHODS: [(&str, &str); 7] = [
    ("event_store.client.streams.streams", "read"),
    ("event_store.client.streams.streams", "append"),
    ("event_store.client.streams.streams", "delete"),
    ("event_store.client.streams.streams", "tombstone"),
    ("event_store.client.gossip.gossip", "read"),
    ("event_store.client.operations.operations", "startscavenge"),
    ("event_store.client.operations.operations", "stopscavenge"),
];

#[tonic::async_trait]
impl Gossip for Node {
    /// Open to everybody, as clients ask before they say who they are.
    async fn read(&self, _: Request<()>) -> Result<Response<ClusterInfo>, Status> {
        self.cluster.faults.wait().await;
        let members = self.cluster.members();
        let is_led = members.iter().any(|it| it.leads);
        let told = members.iter().map(|it| {
            let state = match it {
                it if !it.is_alive => VNodeState::Shutdown,
                it if it.leads => VNodeState::Leader,
                _ if is_led => VNodeState::Follower,
                _ => VNodeState::Unknown,
            };
            let port = u32::from(it.address.port());
            let address = it.address.ip().to_string();
            MemberInfo {
                instance_id: Some(proto::structured(it.id)),
                time_stamp: proto::ticks().cast_signed(),
                state: state.into(),
                is_alive: it.is_alive,
                http_end_point: Some(EndPoint { address, port }),
            }
        });
        Ok(Response::new(ClusterInfo { members: told.collect() }))
    }
}

#[tonic::async_trait]
impl ServerFeatures for Node {
    async fn get_supported_methods(
        &self,
        _: Request<()>,
    ) -> Result<Response<SupportedMethods>, Status> {
        self.cluster.faults.wait().await;
        let methods = METHODS.map(|(service, method)| SupportedMethod {
            method_name: method.to_owned(),
            service_name: service.to_owned(),
            features: vec![],
        });
        let event_store_server_version = VERSION.to_owned();
        Ok(Response::new(SupportedMethods { methods: methods.into(), event_store_server_version }))
    }
}

#[tonic::async_trait]
impl Operations for Node {
    /// Done when it is answered.
    async fn start_scavenge(
        &self,
        request: Request<StartScavengeReq>,
    ) -> Result<Response<ScavengeResp>, Status> {
        self.admit(request.metadata()).await?;
        self.cluster.log.scavenge();
        let scavenge_id = Uuid::new_v4().to_string();
        let scavenge_result = ScavengeResult::Started.into();
        Ok(Response::new(ScavengeResp { scavenge_id, scavenge_result }))
    }

    /// There is never one under way.
    async fn stop_scavenge(
        &self,
        request: Request<StopScavengeReq>,
    ) -> Result<Response<ScavengeResp>, Status> {
        self.admit(request.metadata()).await?;
        let options = request.into_inner().options.unwrap_or_default();
        Err(refusal::scavenge_not_found(&options.scavenge_id))
    }
}
